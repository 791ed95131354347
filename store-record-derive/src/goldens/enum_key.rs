const _: () = {
    use ::store_record::__private;
    #[automatically_derived]
    impl __private::StoreKey for Level {
        type Borrowed = Self;
        const FORM: __private::KeyForm = __private::KeyForm::new("text");
        fn borrowed(&self) -> &Self {
            self
        }
        fn encode_key(__value: &Self, __key: &mut __private::KeyEncoder) {
            __key
                .text(
                    match __value {
                        Self::Low {} => "Low",
                        Self::High {} => "High",
                    },
                );
        }
        fn decode_key(
            __key: &mut __private::KeyDecoder<'_>,
        ) -> __private::Result<Self, __private::KeyError> {
            match &*__key.text()? {
                "Low" => __private::Ok(Self::Low {}),
                "High" => __private::Ok(Self::High {}),
                _ => __private::Err(__key.unknown_name()),
            }
        }
    }
};
