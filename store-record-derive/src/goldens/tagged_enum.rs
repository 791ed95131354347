const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::StoreValue for Event {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Enum(
                &__store_record::enum_shape(
                    "Event",
                    __store_record::EnumRepr::Internal {
                        tag: "kind",
                    },
                    &[
                        __store_record::variant_shape(
                            "opened",
                            &[],
                            "",
                            __store_record::None,
                        ),
                        __store_record::variant_shape(
                            "moved_to",
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
                        __store_record::literal(__encoder, b"{\"kind\": \"opened\"");
                        __store_record::leave(__encoder, b"}");
                    }
                }
                Self::MovedTo { place: __f0, x: __f1 } => {
                    if __store_record::enter(__encoder) {
                        __store_record::member_with(
                            __encoder,
                            b"{\"x\": ",
                            __f1,
                            <i32 as __store_record::StoreValue>::encode,
                        );
                        __store_record::literal(__encoder, b", \"kind\": \"moved_to\"");
                        __store_record::member_with(
                            __encoder,
                            b", \"place\": ",
                            __f0,
                            <String as __store_record::StoreValue>::encode,
                        );
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
                "kind",
                const { &__store_record::variant_names(["opened", "moved_to"]) },
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
                        b"{\"kind\": \"opened\"",
                        "kind",
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
                    if let __store_record::Err(__error) = __store_record::tag_member(
                        __decoder,
                        b", \"kind\": \"moved_to\"",
                        "kind",
                    ) {
                        return __store_record::Err(__error);
                    }
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
                }
                _ => __store_record::wrong_content(__decoder),
            }
        }
    }
};
