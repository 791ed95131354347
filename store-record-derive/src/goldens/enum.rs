#[automatically_derived]
#[allow(
    deprecated,
    unused_variables,
    unused_mut,
    unreachable_code,
    clippy::all,
    clippy::pedantic
)]
impl<T> ::store_record::StoreValue for Shape<T>
where
    T: ::store_record::StoreValue,
{
    type Nullability = ::store_record::NotNull;
    const SHAPE: &'static ::store_record::Shape = {
        &::store_record::Shape::Enum(
            &::store_record::EnumShape {
                name: "Shape",
                tag: ::store_record::__private::None,
                variants: &[
                    ::store_record::VariantShape {
                        name: "Empty",
                        aliases: &[],
                        content: ::store_record::__private::None,
                    },
                    ::store_record::VariantShape {
                        name: "Circle",
                        aliases: &[],
                        content: ::store_record::__private::Some(
                            <f64 as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                        ),
                    },
                    ::store_record::VariantShape {
                        name: "Line",
                        aliases: &[],
                        content: ::store_record::__private::Some(
                            &::store_record::Shape::Tuple(
                                &[
                                    <T as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                    <T as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                ],
                            ),
                        ),
                    },
                    ::store_record::VariantShape {
                        name: "Box",
                        aliases: &[],
                        content: ::store_record::__private::Some(
                            &::store_record::Shape::Struct(
                                &::store_record::StructShape {
                                    name: "Box",
                                    fields: &[
                                        ::store_record::FieldShape {
                                            name: "width",
                                            aliases: &[],
                                            has_default: false,
                                            is_sensitive: false,
                                            shape: <T as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                        },
                                        ::store_record::FieldShape {
                                            name: "height",
                                            aliases: &[],
                                            has_default: false,
                                            is_sensitive: false,
                                            shape: <T as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                        },
                                    ],
                                    unknown: ::store_record::UnknownNames::Refused,
                                    reserved: &[],
                                },
                            ),
                        ),
                    },
                ],
                unknown: ::store_record::UnknownNames::Refused,
                reserved: &[],
            },
        )
    };
    fn encode(&self, __encoder: &mut ::store_record::Encoder) {
        match self {
            Self::Empty {} => {
                ::store_record::__private::literal(__encoder, b"\"Empty\"");
            }
            Self::Circle { 0: __f0 } => {
                if ::store_record::__private::enter(__encoder) {
                    ::store_record::__private::member_with(
                        __encoder,
                        b"{\"Circle\": ",
                        __f0,
                        <f64 as ::store_record::__private::StoreValue>::encode,
                    );
                    ::store_record::__private::leave(__encoder, b"}");
                }
            }
            Self::Line { 0: __f0, 1: __f1 } => {
                if ::store_record::__private::enter(__encoder) {
                    ::store_record::__private::literal(__encoder, b"{\"Line\": ");
                    if ::store_record::__private::enter(__encoder) {
                        ::store_record::__private::member_with(
                            __encoder,
                            b"[",
                            __f0,
                            <T as ::store_record::__private::StoreValue>::encode,
                        );
                        ::store_record::__private::member_with(
                            __encoder,
                            b", ",
                            __f1,
                            <T as ::store_record::__private::StoreValue>::encode,
                        );
                        ::store_record::__private::leave(__encoder, b"]");
                    }
                    ::store_record::__private::leave(__encoder, b"}");
                }
            }
            Self::Box { width: __f0, height: __f1 } => {
                if ::store_record::__private::enter(__encoder) {
                    ::store_record::__private::literal(__encoder, b"{\"Box\": ");
                    if ::store_record::__private::enter(__encoder) {
                        ::store_record::__private::member_with(
                            __encoder,
                            b"{\"width\": ",
                            __f0,
                            <T as ::store_record::__private::StoreValue>::encode,
                        );
                        ::store_record::__private::member_with(
                            __encoder,
                            b", \"height\": ",
                            __f1,
                            <T as ::store_record::__private::StoreValue>::encode,
                        );
                        ::store_record::__private::leave(__encoder, b"}");
                    }
                    ::store_record::__private::leave(__encoder, b"}");
                }
            }
        }
    }
    fn decode(
        __decoder: &mut ::store_record::Decoder<'_>,
    ) -> ::store_record::__private::Result<Self, ::store_record::DecodeError> {
        let __variant = ::store_record::__private::variant(
            __decoder,
            &["Empty", "Circle", "Line", "Box"],
        )?;
        match (__variant.index, __variant.has_content) {
            (0usize, false) => ::store_record::__private::Ok(Self::Empty {}),
            (1usize, true) => {
                ::store_record::__private::content(
                    __decoder,
                    "Circle",
                    |__decoder| {
                        ::store_record::__private::Ok(
                            Self::Circle(::store_record::StoreValue::decode(__decoder)?),
                        )
                    },
                )
            }
            (2usize, true) => {
                ::store_record::__private::content(
                    __decoder,
                    "Line",
                    |__decoder| {
                        ::store_record::__private::open_array(__decoder)?;
                        let __f0 = ::store_record::__private::item_with(
                            __decoder,
                            b"[",
                            0usize,
                            2usize,
                            <T as ::store_record::__private::StoreValue>::decode,
                        )?;
                        let __f1 = ::store_record::__private::item_with(
                            __decoder,
                            b", ",
                            1usize,
                            2usize,
                            <T as ::store_record::__private::StoreValue>::decode,
                        )?;
                        ::store_record::__private::close_array(__decoder, 2usize)?;
                        ::store_record::__private::Ok(Self::Line(__f0, __f1))
                    },
                )
            }
            (3usize, true) => {
                ::store_record::__private::content(
                    __decoder,
                    "Box",
                    |__decoder| {
                        ::store_record::__private::open_object(__decoder)?;
                        let __f0 = ::store_record::__private::field(
                            __decoder,
                            b"{\"width\": ",
                            "width",
                            <T as ::store_record::__private::StoreValue>::decode,
                        )?;
                        let __f1 = ::store_record::__private::field(
                            __decoder,
                            b", \"height\": ",
                            "height",
                            <T as ::store_record::__private::StoreValue>::decode,
                        )?;
                        ::store_record::__private::close_object(__decoder)?;
                        ::store_record::__private::Ok(Self::Box {
                            width: __f0,
                            height: __f1,
                        })
                    },
                )
            }
            (_, __has_content) => {
                ::store_record::__private::wrong_content(__decoder, __has_content)
            }
        }
    }
}
