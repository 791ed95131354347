#[automatically_derived]
#[allow(
    deprecated,
    unused_variables,
    unused_mut,
    unreachable_code,
    clippy::all,
    clippy::pedantic
)]
impl ::store_record::StoreValue for Line {
    type Nullability = ::store_record::NotNull;
    const SHAPE: &'static ::store_record::Shape = {
        &::store_record::Shape::Struct(
            &::store_record::StructShape {
                name: "Line",
                fields: &[
                    ::store_record::FieldShape {
                        name: "number",
                        aliases: &[],
                        has_default: false,
                        is_sensitive: false,
                        shape: <u32 as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                    },
                    ::store_record::FieldShape {
                        name: "text",
                        aliases: &[],
                        has_default: true,
                        is_sensitive: false,
                        shape: <Option<
                            String,
                        > as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                    },
                    ::store_record::FieldShape {
                        name: "any",
                        aliases: &[],
                        has_default: false,
                        is_sensitive: false,
                        shape: &::store_record::Shape::Custom,
                    },
                ],
                unknown: ::store_record::UnknownNames::Refused,
                reserved: &[],
            },
        )
    };
    fn encode(&self, __encoder: &mut ::store_record::Encoder) {
        if ::store_record::__private::enter(__encoder) {
            ::store_record::__private::member_with(
                __encoder,
                b"{\"any\": ",
                &self.any,
                ::store_record::__private::serde::encode,
            );
            ::store_record::__private::member_with(
                __encoder,
                b", \"text\": ",
                &self.text,
                <Option<String> as ::store_record::__private::StoreValue>::encode,
            );
            ::store_record::__private::member_with(
                __encoder,
                b", \"number\": ",
                &self.number,
                <u32 as ::store_record::__private::StoreValue>::encode,
            );
            ::store_record::__private::leave(__encoder, b"}");
        }
    }
    fn decode(
        __decoder: &mut ::store_record::Decoder<'_>,
    ) -> ::store_record::__private::Result<Self, ::store_record::DecodeError> {
        ::store_record::__private::open_object(__decoder)?;
        let __f2 = ::store_record::__private::field(
            __decoder,
            b"{\"any\": ",
            "any",
            ::store_record::__private::serde::decode,
        )?;
        let __f1 = ::store_record::__private::optional(
            __decoder,
            b", \"text\": ",
            "text",
            <Option<String> as ::store_record::__private::StoreValue>::decode,
        )?;
        let __f0 = ::store_record::__private::field(
            __decoder,
            b", \"number\": ",
            "number",
            <u32 as ::store_record::__private::StoreValue>::decode,
        )?;
        ::store_record::__private::close_object(__decoder)?;
        ::store_record::__private::Ok(Self {
            number: __f0,
            text: match __f1 {
                ::store_record::__private::Some(__value) => __value,
                ::store_record::__private::None => {
                    ::store_record::__private::Default::default()
                }
            },
            any: __f2,
        })
    }
}
