const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::StoreKey for Level {
        type Borrowed = Self;
        const ENCODING: __store_record::KeyEncoding = __store_record::KeyEncoding::new(
            "text",
        );
        fn borrowed(&self) -> &Self {
            self
        }
        fn encode_key(__value: &Self, __key: &mut __store_record::KeyEncoder) {
            __key
                .text(
                    match __value {
                        Self::Low {} => "Low",
                        Self::High {} => "High",
                    },
                );
        }
        fn decode_key(
            __key: &mut __store_record::KeyDecoder<'_>,
        ) -> __store_record::Result<Self, __store_record::KeyError> {
            match &*__key.text()? {
                "Low" => __store_record::Ok(Self::Low {}),
                "High" => __store_record::Ok(Self::High {}),
                _ => __store_record::Err(__key.unknown_name()),
            }
        }
    }
};
