const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::StoreKey for Level {
        type Borrowed = Self;
        const ENCODING: __store_record::KeyEncoding = <__store_record::i64 as __store_record::StoreKey>::ENCODING;
        fn borrowed(&self) -> &Self {
            self
        }
        fn encode_key(__value: &Self, __key: &mut __store_record::KeyEncoder) {
            <__store_record::i64 as __store_record::StoreKey>::encode_key(
                &match __value {
                    Self::Low {} => {
                        const {
                            __store_record::discriminant(
                                Self::Low {} as __store_record::i128,
                            )
                        }
                    }
                },
                __key,
            );
        }
        fn decode_key(
            __key: &mut __store_record::KeyDecoder<'_>,
        ) -> __store_record::Result<Self, __store_record::KeyError> {
            match __store_record::numbered_component(
                __key,
                const {
                    &[__store_record::discriminant(Self::Low {} as __store_record::i128)]
                },
            )? {
                0usize => __store_record::Ok(Self::Low {}),
                _ => __store_record::Err(__key.unknown_name()),
            }
        }
    }
};
