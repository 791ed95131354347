const _: () = {
    use ::store_record::__private;
    #[automatically_derived]
    impl __private::StoreValue for Event {
        type Nullability = __private::NotNull;
        const SHAPE: &'static __private::Shape = {
            &__private::Shape::Enum(
                &__private::EnumShape {
                    name: "Event",
                    tag: __private::Some("kind"),
                    variants: &[
                        __private::VariantShape {
                            name: "opened",
                            aliases: &[],
                            content: __private::None,
                        },
                        __private::VariantShape {
                            name: "moved_to",
                            aliases: &[],
                            content: __private::Some(
                                &__private::Shape::Struct(
                                    &__private::StructShape {
                                        name: "MovedTo",
                                        fields: &__private::fields(
                                            ["place", "x"],
                                            [
                                                <String as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                                <i32 as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                            ],
                                        ),
                                        has_skipped: false,
                                        unknown: __private::UnknownNames::Refused,
                                        reserved: &[],
                                    },
                                ),
                            ),
                        },
                    ],
                    unknown: __private::UnknownNames::Refused,
                    reserved: &[],
                },
            )
        };
        fn encode(&self, __encoder: &mut __private::Encoder) {
            match self {
                Self::Opened {} => {
                    if __private::enter(__encoder) {
                        __private::literal(__encoder, b"{\"kind\": \"opened\"");
                        __private::leave(__encoder, b"}");
                    }
                }
                Self::MovedTo { place: __f0, x: __f1 } => {
                    if __private::enter(__encoder) {
                        __private::member_with(
                            __encoder,
                            b"{\"x\": ",
                            __f1,
                            <i32 as __private::StoreValue>::encode,
                        );
                        __private::literal(__encoder, b", \"kind\": \"moved_to\"");
                        __private::member_with(
                            __encoder,
                            b", \"place\": ",
                            __f0,
                            <String as __private::StoreValue>::encode,
                        );
                        __private::leave(__encoder, b"}");
                    }
                }
            }
        }
        fn decode(
            __decoder: &mut __private::Decoder<'_>,
        ) -> __private::Result<Self, __private::DecodeError> {
            let __variant = match __private::tag(
                __decoder,
                "kind",
                const { &__private::variant_names(["opened", "moved_to"]) },
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            match __variant {
                0usize => {
                    if let __private::Err(__error) = __private::open_object(__decoder) {
                        return __private::Err(__error);
                    }
                    if let __private::Err(__error) = __private::tag_member(
                        __decoder,
                        b"{\"kind\": \"opened\"",
                        "kind",
                    ) {
                        return __private::Err(__error);
                    }
                    if let __private::Err(__error) = __private::close_object(__decoder) {
                        return __private::Err(__error);
                    }
                    __private::Ok(Self::Opened {})
                }
                1usize => {
                    if let __private::Err(__error) = __private::open_object(__decoder) {
                        return __private::Err(__error);
                    }
                    let __f1 = match __private::field(
                        __decoder,
                        b"{\"x\": ",
                        "x",
                        <i32 as __private::StoreValue>::decode,
                    ) {
                        __private::Ok(__value) => __value,
                        __private::Err(__error) => return __private::Err(__error),
                    };
                    if let __private::Err(__error) = __private::tag_member(
                        __decoder,
                        b", \"kind\": \"moved_to\"",
                        "kind",
                    ) {
                        return __private::Err(__error);
                    }
                    let __f0 = match __private::field(
                        __decoder,
                        b", \"place\": ",
                        "place",
                        <String as __private::StoreValue>::decode,
                    ) {
                        __private::Ok(__value) => __value,
                        __private::Err(__error) => return __private::Err(__error),
                    };
                    if let __private::Err(__error) = __private::close_object(__decoder) {
                        return __private::Err(__error);
                    }
                    __private::Ok(Self::MovedTo {
                        place: __f0,
                        x: __f1,
                    })
                }
                _ => __private::wrong_content(__decoder),
            }
        }
    }
};
