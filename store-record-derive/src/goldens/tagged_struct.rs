const _: () = {
    use ::store_record::__private as __store_record;
    const _: &__store_record::Shape = <Event as __store_record::StoreValue>::SHAPE;
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
                                __store_record::beside_tag(
                                    "kind",
                                    &__store_record::Shape::Struct(
                                        &__store_record::flat_shape(
                                            &__store_record::flatten::<
                                                {
                                                    0usize
                                                        + __store_record::flattened_fields(
                                                            &[
                                                                <Box<
                                                                    Place,
                                                                > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                                            ],
                                                        )
                                                },
                                            >(
                                                __store_record::struct_shape(
                                                    "Moved",
                                                    &__store_record::fields([], []),
                                                    false,
                                                    __store_record::UnknownFieldPolicy::Deny,
                                                    &[],
                                                ),
                                                &[
                                                    __store_record::flattened_shape::<
                                                        Box<Place>,
                                                    >(
                                                        "0",
                                                        false,
                                                        "",
                                                        <Box<
                                                            Place,
                                                        > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                                    ),
                                                ],
                                            ),
                                        ),
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
                        __store_record::literal(__encoder, b"{\"kind\": \"Opened\"");
                        __store_record::leave(__encoder, b"}");
                    }
                }
                Self::Moved { 0: __f0 } => {
                    __store_record::object_of_parts(
                        __encoder,
                        __store_record::content_shape(
                            <Self as __store_record::StoreValue>::SHAPE,
                            "Moved",
                        ),
                        __store_record::Some("kind"),
                        |__members| {
                            __members.flattened::<Box<Place>>(__f0);
                            __members.text("kind", "Moved");
                        },
                    );
                }
            }
        }
        fn decode(
            __decoder: &mut __store_record::Decoder<'_>,
        ) -> __store_record::Result<Self, __store_record::DecodeError> {
            let __variant = match __store_record::tag(
                __decoder,
                "kind",
                const { &__store_record::variant_names(["Opened", "Moved"]) },
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
                        b"{\"kind\": \"Opened\"",
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
                    __store_record::decode_parts(
                        __decoder,
                        __store_record::content_shape(
                            <Self as __store_record::StoreValue>::SHAPE,
                            "Moved",
                        ),
                        __store_record::Some("kind"),
                        |__decoder, __parts| {
                            let __f0 = match __store_record::flattened::<
                                Box<Place>,
                            >(__decoder, __parts) {
                                __store_record::Ok(__value) => __value,
                                __store_record::Err(__error) => {
                                    return __store_record::Err(__error);
                                }
                            };
                            if let __store_record::Err(__error) = __store_record::open_object(
                                __decoder,
                            ) {
                                return __store_record::Err(__error);
                            }
                            if let __store_record::Err(__error) = __store_record::tag_member(
                                __decoder,
                                b"{\"kind\": \"Moved\"",
                                "kind",
                            ) {
                                return __store_record::Err(__error);
                            }
                            if let __store_record::Err(__error) = __store_record::close_object(
                                __decoder,
                            ) {
                                return __store_record::Err(__error);
                            }
                            __store_record::Ok(Self::Moved { 0: __f0 })
                        },
                    )
                }
                _ => __store_record::wrong_content(__decoder),
            }
        }
    }
};
