const _: () = {
    use ::store_record::__private;
    #[automatically_derived]
    impl<T> __private::StoreValue for Shape<T>
    where
        T: __private::StoreValue,
    {
        type Nullability = __private::NotNull;
        const SHAPE: &'static __private::Shape = {
            &__private::Shape::Enum(
                &__private::EnumShape {
                    name: "Shape",
                    tag: __private::None,
                    variants: &[
                        __private::VariantShape {
                            name: "Empty",
                            aliases: &[],
                            content: __private::None,
                        },
                        __private::VariantShape {
                            name: "Circle",
                            aliases: &[],
                            content: __private::Some(
                                <f64 as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            ),
                        },
                        __private::VariantShape {
                            name: "Line",
                            aliases: &[],
                            content: __private::Some(
                                &__private::Shape::Tuple(
                                    &[
                                        <T as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                        <T as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                    ],
                                ),
                            ),
                        },
                        __private::VariantShape {
                            name: "Box",
                            aliases: &[],
                            content: __private::Some(
                                &__private::Shape::Struct(
                                    &__private::StructShape {
                                        name: "Box",
                                        fields: &__private::fields(
                                            ["width", "height"],
                                            [
                                                <T as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                                <T as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
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
                Self::Empty {} => {
                    __private::literal(__encoder, b"\"Empty\"");
                }
                Self::Circle { 0: __f0 } => {
                    if __private::enter(__encoder) {
                        __private::member_with(
                            __encoder,
                            b"{\"Circle\": ",
                            __f0,
                            <f64 as __private::StoreValue>::encode,
                        );
                        __private::leave(__encoder, b"}");
                    }
                }
                Self::Line { 0: __f0, 1: __f1 } => {
                    if __private::enter(__encoder) {
                        __private::literal(__encoder, b"{\"Line\": ");
                        if __private::enter(__encoder) {
                            __private::member_with(
                                __encoder,
                                b"[",
                                __f0,
                                <T as __private::StoreValue>::encode,
                            );
                            __private::member_with(
                                __encoder,
                                b", ",
                                __f1,
                                <T as __private::StoreValue>::encode,
                            );
                            __private::leave(__encoder, b"]");
                        }
                        __private::leave(__encoder, b"}");
                    }
                }
                Self::Box { width: __f0, height: __f1 } => {
                    if __private::enter(__encoder) {
                        __private::literal(__encoder, b"{\"Box\": ");
                        if __private::enter(__encoder) {
                            __private::member_with(
                                __encoder,
                                b"{\"width\": ",
                                __f0,
                                <T as __private::StoreValue>::encode,
                            );
                            __private::member_with(
                                __encoder,
                                b", \"height\": ",
                                __f1,
                                <T as __private::StoreValue>::encode,
                            );
                            __private::leave(__encoder, b"}");
                        }
                        __private::leave(__encoder, b"}");
                    }
                }
            }
        }
        fn decode(
            __decoder: &mut __private::Decoder<'_>,
        ) -> __private::Result<Self, __private::DecodeError> {
            let __variant = match __private::variant(
                __decoder,
                const { &__private::variant_names(["Empty", "Circle", "Line", "Box"]) },
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            match __variant {
                0usize => __private::Ok(Self::Empty {}),
                5usize => {
                    __private::content(
                        __decoder,
                        "Circle",
                        |__decoder| {
                            __private::Ok(
                                Self::Circle(
                                    match <f64 as __private::StoreValue>::decode(__decoder) {
                                        __private::Ok(__value) => __value,
                                        __private::Err(__error) => return __private::Err(__error),
                                    },
                                ),
                            )
                        },
                    )
                }
                6usize => {
                    __private::content(
                        __decoder,
                        "Line",
                        |__decoder| {
                            if let __private::Err(__error) = __private::open_array(
                                __decoder,
                            ) {
                                return __private::Err(__error);
                            }
                            let __f0 = match __private::item_with(
                                __decoder,
                                b"[",
                                0usize,
                                2usize,
                                <T as __private::StoreValue>::decode,
                            ) {
                                __private::Ok(__value) => __value,
                                __private::Err(__error) => return __private::Err(__error),
                            };
                            let __f1 = match __private::item_with(
                                __decoder,
                                b", ",
                                1usize,
                                2usize,
                                <T as __private::StoreValue>::decode,
                            ) {
                                __private::Ok(__value) => __value,
                                __private::Err(__error) => return __private::Err(__error),
                            };
                            if let __private::Err(__error) = __private::close_array(
                                __decoder,
                                2usize,
                            ) {
                                return __private::Err(__error);
                            }
                            __private::Ok(Self::Line(__f0, __f1))
                        },
                    )
                }
                7usize => {
                    __private::content(
                        __decoder,
                        "Box",
                        |__decoder| {
                            if let __private::Err(__error) = __private::open_object(
                                __decoder,
                            ) {
                                return __private::Err(__error);
                            }
                            let __f0 = match __private::field(
                                __decoder,
                                b"{\"width\": ",
                                "width",
                                <T as __private::StoreValue>::decode,
                            ) {
                                __private::Ok(__value) => __value,
                                __private::Err(__error) => return __private::Err(__error),
                            };
                            let __f1 = match __private::field(
                                __decoder,
                                b", \"height\": ",
                                "height",
                                <T as __private::StoreValue>::decode,
                            ) {
                                __private::Ok(__value) => __value,
                                __private::Err(__error) => return __private::Err(__error),
                            };
                            if let __private::Err(__error) = __private::close_object(
                                __decoder,
                            ) {
                                return __private::Err(__error);
                            }
                            __private::Ok(Self::Box {
                                width: __f0,
                                height: __f1,
                            })
                        },
                    )
                }
                _ => __private::wrong_content(__decoder),
            }
        }
    }
};
