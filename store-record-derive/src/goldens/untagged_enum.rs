const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl<T> __store_record::StoreValue for OneOrMany<T>
    where
        T: __store_record::StoreValue,
        Vec<T>: __store_record::StoreValue,
    {
        type Nullability = __store_record::Nullable;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Enum(
                &__store_record::enum_shape(
                    "OneOrMany",
                    __store_record::EnumRepr::Untagged,
                    &[
                        __store_record::variant_shape(
                            "0",
                            &[],
                            "",
                            __store_record::None,
                        ),
                        __store_record::variant_shape(
                            "1",
                            &[],
                            "",
                            __store_record::Some(
                                <T as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            ),
                        ),
                        __store_record::variant_shape(
                            "2",
                            &[],
                            "",
                            __store_record::Some(
                                <Vec<
                                    T,
                                > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            ),
                        ),
                        __store_record::variant_shape(
                            "3",
                            &[],
                            "",
                            __store_record::Some(
                                &__store_record::Shape::Struct(
                                    &__store_record::struct_shape(
                                        "Named",
                                        &__store_record::fields(
                                            ["value"],
                                            [
                                                <T as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                            ],
                                        ),
                                        false,
                                        __store_record::UnknownFieldPolicy::Deny,
                                        &[],
                                    ),
                                ),
                            ),
                        ),
                    ],
                    __store_record::UnknownFieldPolicy::Deny,
                    &[],
                ),
            )
        };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            let __untagged = __store_record::begin_untagged(
                __encoder,
                const {
                    &__store_record::kinds_of_variants::<
                        4usize,
                    >(<Self as __store_record::StoreValue>::SHAPE)
                },
            );
            let __variant: __store_record::usize = match self {
                Self::None {} => {
                    __store_record::literal(__encoder, b"null");
                    0usize
                }
                Self::One { 0: __f0 } => {
                    <T as __store_record::StoreValue>::encode(__f0, __encoder);
                    1usize
                }
                Self::Many { 0: __f0 } => {
                    <Vec<T> as __store_record::StoreValue>::encode(__f0, __encoder);
                    2usize
                }
                Self::Named { value: __f0 } => {
                    if __store_record::enter(__encoder) {
                        __store_record::member_with(
                            __encoder,
                            b"{\"value\": ",
                            __f0,
                            <T as __store_record::StoreValue>::encode,
                        );
                        __store_record::leave(__encoder, b"}");
                    }
                    3usize
                }
            };
            __untagged.end(__encoder, __variant, self);
        }
        fn decode(
            __decoder: &mut __store_record::Decoder<'_>,
        ) -> __store_record::Result<Self, __store_record::DecodeError> {
            __store_record::untagged(
                __decoder,
                const {
                    &__store_record::kinds_of_variants::<
                        4usize,
                    >(<Self as __store_record::StoreValue>::SHAPE)
                },
                |__variant, __decoder| match __variant {
                    0usize => {
                        match __store_record::null(__decoder) {
                            __store_record::Ok(()) => __store_record::Ok(Self::None {}),
                            __store_record::Err(__error) => __store_record::Err(__error),
                        }
                    }
                    1usize => {
                        __store_record::Ok(
                            Self::One(
                                match <T as __store_record::StoreValue>::decode(__decoder) {
                                    __store_record::Ok(__value) => __value,
                                    __store_record::Err(__error) => {
                                        return __store_record::Err(__error);
                                    }
                                },
                            ),
                        )
                    }
                    2usize => {
                        __store_record::Ok(
                            Self::Many(
                                match <Vec<
                                    T,
                                > as __store_record::StoreValue>::decode(__decoder) {
                                    __store_record::Ok(__value) => __value,
                                    __store_record::Err(__error) => {
                                        return __store_record::Err(__error);
                                    }
                                },
                            ),
                        )
                    }
                    3usize => {
                        if let __store_record::Err(__error) = __store_record::open_object(
                            __decoder,
                        ) {
                            return __store_record::Err(__error);
                        }
                        let __f0 = match __store_record::field(
                            __decoder,
                            b"{\"value\": ",
                            "value",
                            <T as __store_record::StoreValue>::decode,
                        ) {
                            __store_record::Ok(__value) => __value,
                            __store_record::Err(__error) => {
                                return __store_record::Err(__error);
                            }
                        };
                        if let __store_record::Err(__error) = __store_record::close_object(
                            __decoder,
                        ) {
                            return __store_record::Err(__error);
                        }
                        __store_record::Ok(Self::Named { value: __f0 })
                    }
                    _ => __store_record::wrong_content(__decoder),
                },
            )
        }
    }
};
