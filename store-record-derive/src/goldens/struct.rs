const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::StoreValue for Line {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Struct(
                &__store_record::struct_shape(
                    "Line",
                    &[
                        __store_record::field_shape(
                            ["number", "number"],
                            &[],
                            false,
                            false,
                            "",
                            <u32 as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                        ),
                        __store_record::field_shape(
                            ["text", "text"],
                            &[],
                            true,
                            false,
                            "",
                            <Option<
                                String,
                            > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                        ),
                        __store_record::field_shape(
                            ["any", "any"],
                            &[],
                            false,
                            false,
                            "",
                            &__store_record::Shape::Custom,
                        ),
                    ],
                    false,
                    __store_record::UnknownFieldPolicy::Deny,
                    &[],
                ),
            )
        };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            if __store_record::enter(__encoder) {
                __store_record::member_with(
                    __encoder,
                    b"{\"any\": ",
                    &self.any,
                    __store_record::serde::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"text\": ",
                    &self.text,
                    <Option<String> as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"number\": ",
                    &self.number,
                    <u32 as __store_record::StoreValue>::encode,
                );
                __store_record::leave(__encoder, b"}");
            }
        }
        fn decode(
            __decoder: &mut __store_record::Decoder<'_>,
        ) -> __store_record::Result<Self, __store_record::DecodeError> {
            if let __store_record::Err(__error) = __store_record::open_object(
                __decoder,
            ) {
                return __store_record::Err(__error);
            }
            let __f2 = match __store_record::field(
                __decoder,
                b"{\"any\": ",
                "any",
                __store_record::serde::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f1 = match __store_record::optional(
                __decoder,
                b", \"text\": ",
                "text",
                <Option<String> as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f0 = match __store_record::field(
                __decoder,
                b", \"number\": ",
                "number",
                <u32 as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            if let __store_record::Err(__error) = __store_record::close_object(
                __decoder,
            ) {
                return __store_record::Err(__error);
            }
            __store_record::Ok(Self {
                number: __f0,
                text: __store_record::or_default(
                    __f1,
                    <Option<String> as __store_record::Default>::default,
                ),
                any: __f2,
            })
        }
    }
};
