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
                            &["no"],
                            false,
                            false,
                            "",
                            <u32 as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                        ),
                    ],
                    false,
                    __store_record::UnknownFieldPolicy::Keep,
                    &[],
                ),
            )
        };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            __store_record::object_of_parts(
                __encoder,
                <Self as __store_record::StoreValue>::SHAPE,
                __store_record::None,
                |__members| {
                    __members
                        .rest(
                            <UnknownFields as __store_record::RestField>::as_unknown(
                                &self.rest,
                            ),
                        );
                    __members
                        .member_with(
                            "number",
                            &self.number,
                            <u32 as __store_record::StoreValue>::encode,
                        );
                },
            );
        }
        fn decode(
            __decoder: &mut __store_record::Decoder<'_>,
        ) -> __store_record::Result<Self, __store_record::DecodeError> {
            const __NAMES: &[&__store_record::str] = &["no", "number"];
            let mut __unknown = __store_record::UnknownMembers::kept();
            if let __store_record::Err(__error) = __store_record::open_object(
                __decoder,
            ) {
                return __store_record::Err(__error);
            }
            let __f0 = match __store_record::optional_of_any(
                __decoder,
                b"{\"no\": ",
                0usize,
                <u32 as __store_record::StoreValue>::decode,
                __NAMES,
                &mut __unknown,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f0 = match __store_record::alias_of_any(
                __decoder,
                b", \"number\": ",
                1usize,
                <u32 as __store_record::StoreValue>::decode,
                __f0,
                __NAMES,
                &mut __unknown,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f0 = match __store_record::required(__decoder, "number", __f0) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __rest = match __store_record::close_object_of_any(
                __decoder,
                __NAMES,
                __unknown,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            __store_record::Ok(Self {
                number: __f0,
                rest: <UnknownFields as __store_record::RestField>::of_unknown(__rest),
            })
        }
    }
};
