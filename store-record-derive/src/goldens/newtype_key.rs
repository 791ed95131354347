const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::StoreKey for Id {
        type Borrowed = Self;
        const ENCODING: __store_record::KeyEncoding = <u64 as __store_record::StoreKey>::ENCODING;
        fn borrowed(&self) -> &Self {
            self
        }
        fn encode_key(__value: &Self, __key: &mut __store_record::KeyEncoder) {
            <u64 as __store_record::StoreKey>::encode_key(
                <u64 as __store_record::StoreKey>::borrowed(&__value.0),
                __key,
            );
        }
        fn decode_key(
            __key: &mut __store_record::KeyDecoder<'_>,
        ) -> __store_record::Result<Self, __store_record::KeyError> {
            __store_record::Ok(Self {
                0: __store_record::StoreKey::decode_key(__key)?,
            })
        }
    }
};
