const _: () = {
    use ::store_record::__private as __store_record;
    const _: &__store_record::Shape = <Level as __store_record::StoreValue>::SHAPE;
    #[automatically_derived]
    impl __store_record::StoreValue for Level {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Enum(
                &__store_record::enum_shape(
                    "Level",
                    __store_record::EnumRepr::Integer,
                    &[
                        __store_record::variant_shape(
                            const {
                                &__store_record::digits(
                                    __store_record::discriminant(
                                        Self::Low {} as __store_record::i128,
                                    ),
                                )
                            }
                                .as_str(),
                            &[],
                            "",
                            __store_record::None,
                        ),
                        __store_record::variant_shape(
                            const {
                                &__store_record::digits(
                                    __store_record::discriminant(
                                        Self::High {} as __store_record::i128,
                                    ),
                                )
                            }
                                .as_str(),
                            &[],
                            "",
                            __store_record::None,
                        ),
                    ],
                    __store_record::UnknownFieldPolicy::Deny,
                    &[],
                ),
            )
        };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            <__store_record::i64 as __store_record::StoreValue>::encode(
                &match self {
                    Self::Low {} => {
                        const {
                            __store_record::discriminant(
                                Self::Low {} as __store_record::i128,
                            )
                        }
                    }
                    Self::High {} => {
                        const {
                            __store_record::discriminant(
                                Self::High {} as __store_record::i128,
                            )
                        }
                    }
                },
                __encoder,
            );
        }
        fn decode(
            __decoder: &mut __store_record::Decoder<'_>,
        ) -> __store_record::Result<Self, __store_record::DecodeError> {
            let __variant = match __store_record::numbered_variant(
                __decoder,
                const {
                    &[
                        __store_record::discriminant(
                            Self::Low {} as __store_record::i128,
                        ),
                        __store_record::discriminant(
                            Self::High {} as __store_record::i128,
                        ),
                    ]
                },
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            match __variant {
                0usize => __store_record::Ok(Self::Low {}),
                1usize => __store_record::Ok(Self::High {}),
                _ => __store_record::wrong_content(__decoder),
            }
        }
    }
};
