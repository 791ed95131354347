const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl<T> __store_record::StoreValue for Shape<T>
    where
        T: __store_record::StoreValue,
    {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Enum(
                &__store_record::enum_shape(
                    "Shape",
                    __store_record::EnumRepr::External,
                    &[
                        __store_record::variant_shape(
                            "Empty",
                            &[],
                            "",
                            __store_record::None,
                        ),
                        __store_record::variant_shape(
                            "Circle",
                            &[],
                            "",
                            __store_record::Some(
                                <f64 as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            ),
                        ),
                        __store_record::variant_shape(
                            "Line",
                            &[],
                            "",
                            __store_record::Some(
                                &__store_record::Shape::Tuple(
                                    &[
                                        <T as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                        <T as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                    ],
                                ),
                            ),
                        ),
                        __store_record::variant_shape(
                            "Box",
                            &[],
                            "",
                            __store_record::Some(
                                &__store_record::Shape::Struct(
                                    &__store_record::struct_shape(
                                        "Box",
                                        &__store_record::fields(
                                            ["width", "height"],
                                            [
                                                <T as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
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
            match self {
                Self::Empty {} => {
                    __store_record::literal(__encoder, b"\"Empty\"");
                }
                Self::Circle { 0: __f0 } => {
                    if __store_record::enter(__encoder) {
                        __store_record::member_with(
                            __encoder,
                            b"{\"Circle\": ",
                            __f0,
                            <f64 as __store_record::StoreValue>::encode,
                        );
                        __store_record::leave(__encoder, b"}");
                    }
                }
                Self::Line { 0: __f0, 1: __f1 } => {
                    if __store_record::enter(__encoder) {
                        __store_record::literal(__encoder, b"{\"Line\": ");
                        if __store_record::enter(__encoder) {
                            __store_record::member_with(
                                __encoder,
                                b"[",
                                __f0,
                                <T as __store_record::StoreValue>::encode,
                            );
                            __store_record::member_with(
                                __encoder,
                                b", ",
                                __f1,
                                <T as __store_record::StoreValue>::encode,
                            );
                            __store_record::leave(__encoder, b"]");
                        }
                        __store_record::leave(__encoder, b"}");
                    }
                }
                Self::Box { width: __f0, height: __f1 } => {
                    if __store_record::enter(__encoder) {
                        __store_record::literal(__encoder, b"{\"Box\": ");
                        if __store_record::enter(__encoder) {
                            __store_record::member_with(
                                __encoder,
                                b"{\"width\": ",
                                __f0,
                                <T as __store_record::StoreValue>::encode,
                            );
                            __store_record::member_with(
                                __encoder,
                                b", \"height\": ",
                                __f1,
                                <T as __store_record::StoreValue>::encode,
                            );
                            __store_record::leave(__encoder, b"}");
                        }
                        __store_record::leave(__encoder, b"}");
                    }
                }
            }
        }
        fn decode(
            __decoder: &mut __store_record::Decoder<'_>,
        ) -> __store_record::Result<Self, __store_record::DecodeError> {
            let __variant = match __store_record::variant(
                __decoder,
                const {
                    &__store_record::variant_names(["Empty", "Circle", "Line", "Box"])
                },
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            match __variant {
                0usize => __store_record::Ok(Self::Empty {}),
                5usize => {
                    __store_record::content(
                        __decoder,
                        "Circle",
                        |__decoder| {
                            __store_record::Ok(
                                Self::Circle(
                                    match <f64 as __store_record::StoreValue>::decode(
                                        __decoder,
                                    ) {
                                        __store_record::Ok(__value) => __value,
                                        __store_record::Err(__error) => {
                                            return __store_record::Err(__error);
                                        }
                                    },
                                ),
                            )
                        },
                    )
                }
                6usize => {
                    __store_record::content(
                        __decoder,
                        "Line",
                        |__decoder| {
                            if let __store_record::Err(__error) = __store_record::open_array(
                                __decoder,
                            ) {
                                return __store_record::Err(__error);
                            }
                            let __f0 = match __store_record::item_with(
                                __decoder,
                                b"[",
                                0usize,
                                2usize,
                                <T as __store_record::StoreValue>::decode,
                            ) {
                                __store_record::Ok(__value) => __value,
                                __store_record::Err(__error) => {
                                    return __store_record::Err(__error);
                                }
                            };
                            let __f1 = match __store_record::item_with(
                                __decoder,
                                b", ",
                                1usize,
                                2usize,
                                <T as __store_record::StoreValue>::decode,
                            ) {
                                __store_record::Ok(__value) => __value,
                                __store_record::Err(__error) => {
                                    return __store_record::Err(__error);
                                }
                            };
                            if let __store_record::Err(__error) = __store_record::close_array(
                                __decoder,
                                2usize,
                            ) {
                                return __store_record::Err(__error);
                            }
                            __store_record::Ok(Self::Line(__f0, __f1))
                        },
                    )
                }
                7usize => {
                    __store_record::content(
                        __decoder,
                        "Box",
                        |__decoder| {
                            if let __store_record::Err(__error) = __store_record::open_object(
                                __decoder,
                            ) {
                                return __store_record::Err(__error);
                            }
                            let __f0 = match __store_record::field(
                                __decoder,
                                b"{\"width\": ",
                                "width",
                                <T as __store_record::StoreValue>::decode,
                            ) {
                                __store_record::Ok(__value) => __value,
                                __store_record::Err(__error) => {
                                    return __store_record::Err(__error);
                                }
                            };
                            let __f1 = match __store_record::field(
                                __decoder,
                                b", \"height\": ",
                                "height",
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
                            __store_record::Ok(Self::Box {
                                width: __f0,
                                height: __f1,
                            })
                        },
                    )
                }
                _ => __store_record::wrong_content(__decoder),
            }
        }
    }
};
