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
                const __NAMES: &[&::store_record::__private::str] = &["kind"];
                let mut __tag = ::store_record::__private::None;
                let mut __at = ::store_record::__private::first_member(
                    __decoder,
                    b"{\"kind\": ",
                    0usize,
                    __NAMES,
                )?;
                while __at < 1usize {
                    if __at == 0usize {
                        __at = ::store_record::__private::member_into(
                            __decoder,
                            &mut __tag,
                            0usize,
                            ::store_record::__private::read_tag,
                            (b"}", 1usize),
                            __NAMES,
                        )?;
                    }
                }
                ::store_record::__private::leave_object(__decoder);
                ::store_record::__private::Ok(Self::Opened {})
            }
            1usize => {
                const __NAMES: &[&::store_record::__private::str] = &[
                    "x",
                    "kind",
                    "place",
                ];
                let mut __f0 = ::store_record::__private::None;
                let mut __f1 = ::store_record::__private::None;
                let mut __tag = ::store_record::__private::None;
                let mut __at = ::store_record::__private::first_member(
                    __decoder,
                    b"{\"x\": ",
                    0usize,
                    __NAMES,
                )?;
                while __at < 3usize {
                    if __at == 0usize {
                        __at = ::store_record::__private::member_into(
                            __decoder,
                            &mut __f1,
                            0usize,
                            <i32 as ::store_record::__private::StoreValue>::decode,
                            (b", \"kind\": ", 1usize),
                            __NAMES,
                        )?;
                    }
                    if __at == 1usize {
                        __at = ::store_record::__private::member_into(
                            __decoder,
                            &mut __tag,
                            1usize,
                            ::store_record::__private::read_tag,
                            (b", \"place\": ", 2usize),
                            __NAMES,
                        )?;
                    }
                    if __at == 2usize {
                        __at = ::store_record::__private::member_into(
                            __decoder,
                            &mut __f0,
                            2usize,
                            <String as ::store_record::__private::StoreValue>::decode,
                            (b"}", 3usize),
                            __NAMES,
                        )?;
                    }
                }
                ::store_record::__private::leave_object(__decoder);
                let __found = [__f1.is_some(), __f0.is_some()];
                let (
                    ::store_record::__private::Some(__f1),
                    ::store_record::__private::Some(__f0),
                ) = (__f1, __f0) else {
                    return ::store_record::__private::Err(
                        ::store_record::__private::missing(
                            __decoder,
                            &["x", "place"],
                            &__found,
                        ),
                    );
                };
                ::store_record::__private::Ok(Self::MovedTo {
                    place: __f0,
                    x: __f1,
                })
            }
            _ => ::store_record::__private::wrong_content(__decoder, true),
        }
    }
}
