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
        ::store_record::__private::open_object(__decoder)?;
        let mut __unknown = ::store_record::__private::Unknown::keep();
        let mut __f0: ::store_record::__private::Slot<u32> = ::store_record::__private::None;
        if ::store_record::__private::key_relaxed(
            __decoder,
            b"{\"no\": ",
            "no",
            &mut __unknown,
        )? {
            if let ::store_record::__private::Some(_) = __f0 {
                ::store_record::__private::duplicate::<()>(__decoder, "no")?;
            }
            __f0 = ::store_record::__private::Some(
                ::store_record::__private::value_with(
                    __decoder,
                    "no",
                    <u32 as ::store_record::__private::StoreValue>::decode,
                )?,
            );
        }
        if ::store_record::__private::key_relaxed(
            __decoder,
            b", \"number\": ",
            "number",
            &mut __unknown,
        )? {
            if let ::store_record::__private::Some(_) = __f0 {
                ::store_record::__private::duplicate::<()>(__decoder, "number")?;
            }
            __f0 = ::store_record::__private::Some(
                ::store_record::__private::value_with(
                    __decoder,
                    "number",
                    <u32 as ::store_record::__private::StoreValue>::decode,
                )?,
            );
        }
        ::store_record::__private::close_object_relaxed(__decoder, &mut __unknown)?;
        let __f0 = match __f0 {
            ::store_record::__private::Some(__value) => __value,
            ::store_record::__private::None => {
                ::store_record::__private::missing(__decoder, "number")?
            }
        };
        ::store_record::__private::Ok(Self {
            number: __f0,
            rest: <UnknownFields as ::store_record::__private::RestField>::of_unknown(
                __unknown.into_rest(),
            ),
        })
    }
}
