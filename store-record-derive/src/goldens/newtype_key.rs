const _: () = {
    use ::store_record::__private;
    #[automatically_derived]
    impl __private::StoreKey for Id {
        type Borrowed = Self;
        const FORM: __private::KeyForm = <u64 as __private::StoreKey>::FORM;
        fn borrowed(&self) -> &Self {
            self
        }
        fn encode_key(__value: &Self, __key: &mut __private::KeyEncoder) {
            <u64 as __private::StoreKey>::encode_key(
                <u64 as __private::StoreKey>::borrowed(&__value.0),
                __key,
            );
        }
        fn decode_key(
            __key: &mut __private::KeyDecoder<'_>,
        ) -> __private::Result<Self, __private::KeyError> {
            __private::Ok(Self {
                0: __private::StoreKey::decode_key(__key)?,
            })
        }
    }
};
