const _: () = {
    use ::store_record::__private;
    #[automatically_derived]
    impl __private::StoreValue for Line {
        type Nullability = __private::NotNull;
        const SHAPE: &'static __private::Shape = {
            &__private::Shape::Struct(
                &__private::StructShape {
                    name: "Line",
                    fields: &[
                        __private::FieldShape {
                            name: "number",
                            member: "number",
                            aliases: &["no"],
                            has_default: false,
                            is_sensitive: false,
                            shape: <u32 as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                        },
                    ],
                    has_skipped: false,
                    unknown: __private::UnknownNames::Kept,
                    reserved: &[],
                },
            )
        };
        fn encode(&self, __encoder: &mut __private::Encoder) {
            __private::object_with_rest(
                __encoder,
                <UnknownFields as __private::RestField>::as_unknown(&self.rest),
                &["no", "number"],
                |__members| {
                    __members
                        .member_with(
                            "number",
                            &self.number,
                            <u32 as __private::StoreValue>::encode,
                        );
                },
            );
        }
        fn decode(
            __decoder: &mut __private::Decoder<'_>,
        ) -> __private::Result<Self, __private::DecodeError> {
            const __NAMES: &[&__private::str] = &["no", "number"];
            let mut __unknown = __private::UnknownMembers::kept();
            if let __private::Err(__error) = __private::open_object(__decoder) {
                return __private::Err(__error);
            }
            let __f0 = match __private::optional_of_any(
                __decoder,
                b"{\"no\": ",
                0usize,
                <u32 as __private::StoreValue>::decode,
                __NAMES,
                &mut __unknown,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f0 = match __private::alias_of_any(
                __decoder,
                b", \"number\": ",
                1usize,
                <u32 as __private::StoreValue>::decode,
                __f0,
                __NAMES,
                &mut __unknown,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f0 = match __private::required(__decoder, "number", __f0) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __rest = match __private::close_object_of_any(
                __decoder,
                __NAMES,
                __unknown,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            __private::Ok(Self {
                number: __f0,
                rest: <UnknownFields as __private::RestField>::of_unknown(__rest),
            })
        }
    }
};
