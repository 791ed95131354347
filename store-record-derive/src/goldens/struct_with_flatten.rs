const _: () = {
    use ::store_record::__private as __store_record;
    const _: &__store_record::Shape = <Line as __store_record::StoreValue>::SHAPE;
    #[automatically_derived]
    impl __store_record::StoreValue for Line {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            &__store_record::Shape::Struct(
                &__store_record::flat_shape(
                    &__store_record::flatten::<
                        {
                            1usize
                                + __store_record::flattened_fields(
                                    &[
                                        <Option<
                                            Place,
                                        > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                        <BTreeMap<
                                            String,
                                            u32,
                                        > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                    ],
                                )
                        },
                    >(
                        __store_record::struct_shape(
                            "Line",
                            &__store_record::fields(
                                ["number"],
                                [
                                    <u32 as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                ],
                            ),
                            false,
                            __store_record::UnknownFieldPolicy::Deny,
                            &[],
                        ),
                        &[
                            __store_record::flattened_shape::<
                                Option<Place>,
                            >(
                                "place",
                                false,
                                "",
                                <Option<
                                    Place,
                                > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            ),
                            __store_record::flattened_shape::<
                                BTreeMap<String, u32>,
                            >(
                                "counts",
                                true,
                                "",
                                <BTreeMap<
                                    String,
                                    u32,
                                > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            ),
                        ],
                    ),
                ),
            )
        };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            __store_record::object_of_parts(
                __encoder,
                <Self as __store_record::StoreValue>::SHAPE,
                __store_record::None,
                |__members| {
                    __members.flattened::<Option<Place>>(&self.place);
                    __members.flattened::<BTreeMap<String, u32>>(&self.counts);
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
            __store_record::decode_parts(
                __decoder,
                <Self as __store_record::StoreValue>::SHAPE,
                __store_record::None,
                |__decoder, __parts| {
                    let __f1 = match __store_record::flattened::<
                        Option<Place>,
                    >(__decoder, __parts) {
                        __store_record::Ok(__value) => __value,
                        __store_record::Err(__error) => {
                            return __store_record::Err(__error);
                        }
                    };
                    let __f2 = match __store_record::flattened::<
                        BTreeMap<String, u32>,
                    >(__decoder, __parts) {
                        __store_record::Ok(__value) => __value,
                        __store_record::Err(__error) => {
                            return __store_record::Err(__error);
                        }
                    };
                    if let __store_record::Err(__error) = __store_record::open_object(
                        __decoder,
                    ) {
                        return __store_record::Err(__error);
                    }
                    let __f0 = match __store_record::field(
                        __decoder,
                        b"{\"number\": ",
                        "number",
                        <u32 as __store_record::StoreValue>::decode,
                    ) {
                        __store_record::Ok(__value) => __value,
                        __store_record::Err(__error) => {
                            return __store_record::Err(__error);
                        }
                    };
                    if let __store_record::Err(__error) = __store_record::close_object(
                        __decoder,
                    ) {
                        return __store_record::Err(__error);
                    }
                    __store_record::Ok(Self {
                        number: __f0,
                        place: __f1,
                        counts: __f2,
                    })
                },
            )
        }
    }
};
