#[automatically_derived]
#[allow(
    deprecated,
    unused_variables,
    unused_mut,
    unreachable_code,
    clippy::all,
    clippy::pedantic
)]
impl ::store_record::StoreValue for Event {
    type Nullability = ::store_record::NotNull;
    const SHAPE: &'static ::store_record::Shape = {
        &::store_record::Shape::Enum(
            &::store_record::EnumShape {
                name: "Event",
                tag: ::store_record::__private::Some("kind"),
                variants: &[
                    ::store_record::VariantShape {
                        name: "opened",
                        aliases: &[],
                        content: ::store_record::__private::None,
                    },
                    ::store_record::VariantShape {
                        name: "moved_to",
                        aliases: &[],
                        content: ::store_record::__private::Some(
                            &::store_record::Shape::Struct(
                                &::store_record::StructShape {
                                    name: "MovedTo",
                                    fields: &[
                                        ::store_record::FieldShape {
                                            name: "place",
                                            aliases: &[],
                                            has_default: false,
                                            is_sensitive: false,
                                            shape: <String as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                        },
                                        ::store_record::FieldShape {
                                            name: "x",
                                            aliases: &[],
                                            has_default: false,
                                            is_sensitive: false,
                                            shape: <i32 as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
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
            Self::Opened {} => {
                if ::store_record::__private::enter(__encoder) {
                    ::store_record::__private::literal(
                        __encoder,
                        b"{\"kind\": \"opened\"",
                    );
                    ::store_record::__private::leave(__encoder, b"}");
                }
            }
            Self::MovedTo { place: __f0, x: __f1 } => {
                if ::store_record::__private::enter(__encoder) {
                    ::store_record::__private::member_with(
                        __encoder,
                        b"{\"x\": ",
                        __f1,
                        <i32 as ::store_record::__private::StoreValue>::encode,
                    );
                    ::store_record::__private::literal(
                        __encoder,
                        b", \"kind\": \"moved_to\"",
                    );
                    ::store_record::__private::member_with(
                        __encoder,
                        b", \"place\": ",
                        __f0,
                        <String as ::store_record::__private::StoreValue>::encode,
                    );
                    ::store_record::__private::leave(__encoder, b"}");
                }
            }
        }
    }
    fn decode(
        __decoder: &mut ::store_record::Decoder<'_>,
    ) -> ::store_record::__private::Result<Self, ::store_record::DecodeError> {
        let __variant = ::store_record::__private::tag(
            __decoder,
            "kind",
            &["opened", "moved_to"],
        )?;
        match __variant {
            0usize => {
                ::store_record::__private::open_object(__decoder)?;
                ::store_record::__private::tag_member(
                    __decoder,
                    b"{\"kind\": \"opened\"",
                    "kind",
                )?;
                ::store_record::__private::close_object(__decoder)?;
                ::store_record::__private::Ok(Self::Opened {})
            }
            1usize => {
                ::store_record::__private::open_object(__decoder)?;
                let __f1 = ::store_record::__private::field(
                    __decoder,
                    b"{\"x\": ",
                    "x",
                    <i32 as ::store_record::__private::StoreValue>::decode,
                )?;
                ::store_record::__private::tag_member(
                    __decoder,
                    b", \"kind\": \"moved_to\"",
                    "kind",
                )?;
                let __f0 = ::store_record::__private::field(
                    __decoder,
                    b", \"place\": ",
                    "place",
                    <String as ::store_record::__private::StoreValue>::decode,
                )?;
                ::store_record::__private::close_object(__decoder)?;
                ::store_record::__private::Ok(Self::MovedTo {
                    place: __f0,
                    x: __f1,
                })
            }
            _ => ::store_record::__private::wrong_content(__decoder, true),
        }
    }
}
