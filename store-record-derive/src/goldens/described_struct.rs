const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl __store_record::StoreValue for Line {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Struct(
                &__store_record::described_struct(
                    __store_record::struct_shape(
                        "Line",
                        &__store_record::described_fields(
                            __store_record::fields(
                                ["number", "product", "count"],
                                [
                                    <u32 as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                    <String as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                    <u32 as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                ],
                            ),
                            [
                                "Counts from 1.",
                                __store_record::concat!(
                                    "The product,\n", include_str!("product.md"), ""
                                ),
                                "",
                            ],
                        ),
                        false,
                        __store_record::UnknownFieldPolicy::Deny,
                        &[],
                    ),
                    "A line of an order.",
                ),
            )
        };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            if __store_record::enter(__encoder) {
                __store_record::member_with(
                    __encoder,
                    b"{\"count\": ",
                    &self.count,
                    <u32 as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"number\": ",
                    &self.number,
                    <u32 as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"product\": ",
                    &self.product,
                    <String as __store_record::StoreValue>::encode,
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
                b"{\"count\": ",
                "count",
                <u32 as __store_record::StoreValue>::decode,
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
            let __f1 = match __store_record::field(
                __decoder,
                b", \"product\": ",
                "product",
                <String as __store_record::StoreValue>::decode,
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
                product: __f1,
                count: __f2,
            })
        }
    }
};
