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
                        aliases: &["no"],
                        has_default: false,
                        is_sensitive: false,
                        shape: <u32 as ::store_record::__private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                    },
                ],
                unknown: ::store_record::UnknownNames::Kept,
                reserved: &[],
            },
        )
    };
    fn encode(&self, __encoder: &mut ::store_record::Encoder) {
        ::store_record::__private::object_with_rest(
            __encoder,
            <UnknownFields as ::store_record::__private::RestField>::as_unknown(
                &self.rest,
            ),
            &["no", "number"],
            |__members| {
                __members.member("number", &self.number);
            },
        );
    }
    fn decode(
        __decoder: &mut ::store_record::Decoder<'_>,
    ) -> ::store_record::__private::Result<Self, ::store_record::DecodeError> {
        const __NAMES: &[&::store_record::__private::str] = &["no", "number"];
        let mut __unknown = ::store_record::__private::UnknownMembers::kept();
        ::store_record::__private::open_object(__decoder)?;
        let __f0 = ::store_record::__private::optional_of_any(
            __decoder,
            b"{\"no\": ",
            0usize,
            <u32 as ::store_record::__private::StoreValue>::decode,
            __NAMES,
            &mut __unknown,
        )?;
        let __f0 = ::store_record::__private::alias_of_any(
            __decoder,
            b", \"number\": ",
            1usize,
            <u32 as ::store_record::__private::StoreValue>::decode,
            __f0,
            __NAMES,
            &mut __unknown,
        )?;
        let __f0 = ::store_record::__private::required(__decoder, "number", __f0)?;
        let __rest = ::store_record::__private::close_object_of_any(
            __decoder,
            __NAMES,
            __unknown,
        )?;
        ::store_record::__private::Ok(Self {
            number: __f0,
            rest: <UnknownFields as ::store_record::__private::RestField>::of_unknown(
                __rest,
            ),
        })
    }
}
