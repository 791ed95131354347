const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::StoreValue for Event {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Enum(
                &__store_record::enum_shape(
                    "Event",
                    __store_record::EnumRepr::Adjacent {
                        tag: "t",
                        content: "value",
                    },
                    &[
                        __store_record::variant_shape(
                            "Opened",
                            &[],
                            "",
                            __store_record::None,
                        ),
                        __store_record::variant_shape(
                            "Moved",
                            &[],
                            "",
                            __store_record::Some(
                                <String as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            ),
                        ),
                        __store_record::variant_shape(
                            "MovedTo",
                            &[],
                            "",
                            __store_record::Some(
                                &__store_record::Shape::Struct(
                                    &__store_record::struct_shape(
                                        "MovedTo",
                                        &__store_record::fields(
                                            ["place", "x"],
                                            [
                                                <String as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                                <i32 as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
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
                Self::Opened {} => {
                    if __store_record::enter(__encoder) {
                        __store_record::literal(__encoder, b"{\"t\": \"Opened\"");
                        __store_record::leave(__encoder, b"}");
                    }
                }
                Self::Moved { 0: __f0 } => {
                    if __store_record::enter(__encoder) {
                        __store_record::literal(__encoder, b"{\"t\": \"Moved\"");
                        __store_record::literal(__encoder, b", \"value\": ");
                        <String as __store_record::StoreValue>::encode(__f0, __encoder);
                        __store_record::leave(__encoder, b"}");
                    }
                }
                Self::MovedTo { place: __f0, x: __f1 } => {
                    if __store_record::enter(__encoder) {
                        __store_record::literal(__encoder, b"{\"t\": \"MovedTo\"");
                        __store_record::literal(__encoder, b", \"value\": ");
                        if __store_record::enter(__encoder) {
                            __store_record::member_with(
                                __encoder,
                                b"{\"x\": ",
                                __f1,
                                <i32 as __store_record::StoreValue>::encode,
                            );
                            __store_record::member_with(
                                __encoder,
                                b", \"place\": ",
                                __f0,
                                <String as __store_record::StoreValue>::encode,
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
            let __variant = match __store_record::tag(
                __decoder,
                "t",
                const { &__store_record::variant_names(["Opened", "Moved", "MovedTo"]) },
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            match __variant {
                0usize => {
                    if let __store_record::Err(__error) = __store_record::open_object(
                        __decoder,
                    ) {
                        return __store_record::Err(__error);
                    }
                    if let __store_record::Err(__error) = __store_record::tag_member(
                        __decoder,
                        b"{\"t\": \"Opened\"",
                        "t",
                    ) {
                        return __store_record::Err(__error);
                    }
                    if let __store_record::Err(__error) = __store_record::close_object(
                        __decoder,
                    ) {
                        return __store_record::Err(__error);
                    }
                    __store_record::Ok(Self::Opened {})
                }
                1usize => {
                    if let __store_record::Err(__error) = __store_record::open_object(
                        __decoder,
                    ) {
                        return __store_record::Err(__error);
                    }
                    if let __store_record::Err(__error) = __store_record::tag_member(
                        __decoder,
                        b"{\"t\": \"Moved\"",
                        "t",
                    ) {
                        return __store_record::Err(__error);
                    }
                    let __content = match __store_record::field(
                        __decoder,
                        b", \"value\": ",
                        "value",
                        |__decoder| {
                            __store_record::Ok(
                                Self::Moved(
                                    match <String as __store_record::StoreValue>::decode(
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
                    __store_record::Ok(__content)
                }
                2usize => {
                    if let __store_record::Err(__error) = __store_record::open_object(
                        __decoder,
                    ) {
                        return __store_record::Err(__error);
                    }
                    if let __store_record::Err(__error) = __store_record::tag_member(
                        __decoder,
                        b"{\"t\": \"MovedTo\"",
                        "t",
                    ) {
                        return __store_record::Err(__error);
                    }
                    let __content = match __store_record::field(
                        __decoder,
                        b", \"value\": ",
                        "value",
                        |__decoder| {
                            if let __store_record::Err(__error) = __store_record::open_object(
                                __decoder,
                            ) {
                                return __store_record::Err(__error);
                            }
                            let __f1 = match __store_record::field(
                                __decoder,
                                b"{\"x\": ",
                                "x",
                                <i32 as __store_record::StoreValue>::decode,
                            ) {
                                __store_record::Ok(__value) => __value,
                                __store_record::Err(__error) => {
                                    return __store_record::Err(__error);
                                }
                            };
                            let __f0 = match __store_record::field(
                                __decoder,
                                b", \"place\": ",
                                "place",
                                <String as __store_record::StoreValue>::decode,
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
                            __store_record::Ok(Self::MovedTo {
                                place: __f0,
                                x: __f1,
                            })
                        },
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
                    __store_record::Ok(__content)
                }
                _ => __store_record::wrong_content(__decoder),
            }
        }
    }
};
