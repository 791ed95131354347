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
                            aliases: &[],
                            has_default: false,
                            is_sensitive: false,
                            shape: <u32 as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                        },
                        __private::FieldShape {
                            name: "text",
                            member: "text",
                            aliases: &[],
                            has_default: true,
                            is_sensitive: false,
                            shape: <Option<
                                String,
                            > as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                        },
                        __private::FieldShape {
                            name: "any",
                            member: "any",
                            aliases: &[],
                            has_default: false,
                            is_sensitive: false,
                            shape: &__private::Shape::Custom,
                        },
                    ],
                    has_skipped: false,
                    unknown: __private::UnknownNames::Refused,
                    reserved: &[],
                },
            )
        };
        fn encode(&self, __encoder: &mut __private::Encoder) {
            if __private::enter(__encoder) {
                __private::member_with(
                    __encoder,
                    b"{\"any\": ",
                    &self.any,
                    __private::serde::encode,
                );
                __private::member_with(
                    __encoder,
                    b", \"text\": ",
                    &self.text,
                    <Option<String> as __private::StoreValue>::encode,
                );
                __private::member_with(
                    __encoder,
                    b", \"number\": ",
                    &self.number,
                    <u32 as __private::StoreValue>::encode,
                );
                __private::leave(__encoder, b"}");
            }
        }
        fn decode(
            __decoder: &mut __private::Decoder<'_>,
        ) -> __private::Result<Self, __private::DecodeError> {
            if let __private::Err(__error) = __private::open_object(__decoder) {
                return __private::Err(__error);
            }
            let __f2 = match __private::field(
                __decoder,
                b"{\"any\": ",
                "any",
                __private::serde::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f1 = match __private::optional(
                __decoder,
                b", \"text\": ",
                "text",
                <Option<String> as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f0 = match __private::field(
                __decoder,
                b", \"number\": ",
                "number",
                <u32 as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            if let __private::Err(__error) = __private::close_object(__decoder) {
                return __private::Err(__error);
            }
            __private::Ok(Self {
                number: __f0,
                text: __private::or_default(
                    __f1,
                    <Option<String> as __private::Default>::default,
                ),
                any: __f2,
            })
        }
    }
};
