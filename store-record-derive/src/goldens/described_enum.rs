const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::StoreValue for State {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Enum(
                &__store_record::described_enum(
                    __store_record::enum_shape(
                        "State",
                        __store_record::EnumRepr::Internal {
                            tag: "kind",
                        },
                        &__store_record::described_variants(
                            [
                                __store_record::variant_shape(
                                    "Open",
                                    &[],
                                    "",
                                    __store_record::None,
                                ),
                                __store_record::variant_shape(
                                    "Sent",
                                    &[],
                                    "",
                                    __store_record::Some(
                                        &__store_record::Shape::Struct(
                                            &__store_record::struct_shape(
                                                "Sent",
                                                &__store_record::described_fields(
                                                    __store_record::fields(
                                                        ["at"],
                                                        [
                                                            <String as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                                        ],
                                                    ),
                                                    ["In UTC."],
                                                ),
                                                false,
                                                __store_record::UnknownFieldPolicy::Deny,
                                                &[],
                                            ),
                                        ),
                                    ),
                                ),
                            ],
                            ["Not yet sent.", ""],
                        ),
                        __store_record::UnknownFieldPolicy::Deny,
                        &[],
                    ),
                    "The state of an order.",
                ),
            )
        };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            match self {
                Self::Open {} => {
                    if __store_record::enter(__encoder) {
                        __store_record::literal(__encoder, b"{\"kind\": \"Open\"");
                        __store_record::leave(__encoder, b"}");
                    }
                }
                Self::Sent { at: __f0 } => {
                    if __store_record::enter(__encoder) {
                        __store_record::member_with(
                            __encoder,
                            b"{\"at\": ",
                            __f0,
                            <String as __store_record::StoreValue>::encode,
                        );
                        __store_record::literal(__encoder, b", \"kind\": \"Sent\"");
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
                const { &__store_record::variant_names(["Open", "Sent"]) },
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
                        b"{\"kind\": \"Open\"",
                        "kind",
                    ) {
                        return __store_record::Err(__error);
                    }
                    if let __store_record::Err(__error) = __store_record::close_object(
                        __decoder,
                    ) {
                        return __store_record::Err(__error);
                    }
                    __store_record::Ok(Self::Open {})
                }
                1usize => {
                    if let __store_record::Err(__error) = __store_record::open_object(
                        __decoder,
                    ) {
                        return __store_record::Err(__error);
                    }
                    let __f0 = match __store_record::field(
                        __decoder,
                        b"{\"at\": ",
                        "at",
                        <String as __store_record::StoreValue>::decode,
                    ) {
                        __store_record::Ok(__value) => __value,
                        __store_record::Err(__error) => {
                            return __store_record::Err(__error);
                        }
                    };
                    if let __store_record::Err(__error) = __store_record::tag_member(
                        __decoder,
                        b", \"kind\": \"Sent\"",
                        "kind",
                    ) {
                        return __store_record::Err(__error);
                    }
                    if let __store_record::Err(__error) = __store_record::close_object(
                        __decoder,
                    ) {
                        return __store_record::Err(__error);
                    }
                    __store_record::Ok(Self::Sent { at: __f0 })
                }
                _ => __store_record::wrong_content(__decoder),
            }
        }
    }
};
