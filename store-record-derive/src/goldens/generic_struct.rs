const _: () = {
    use ::store_record::__private as __store_record;
    #[automatically_derived]
    impl<T> __store_record::StoreValue for Tree<T>
    where
        T: __store_record::StoreValue,
        Option<Box<T>>: __store_record::StoreValue,
    {
        type Nullability = __store_record::NotNull;
        const SHAPE: &'static __store_record::Shape = {
            #[derive(
                ::core::clone::Clone,
                ::core::cmp::PartialEq,
                ::core::cmp::Eq,
                ::core::cmp::PartialOrd,
                ::core::cmp::Ord,
                ::core::hash::Hash,
            )]
            enum __Recursion {}
            impl __store_record::StoreValue for __Recursion {
                type Nullability = __store_record::NotNull;
                const SHAPE: &'static __store_record::Shape = &__store_record::Shape::Recursion(
                    "Tree",
                );
                fn encode(&self, _: &mut __store_record::Encoder) {
                    match *self {}
                }
                fn decode(
                    __decoder: &mut __store_record::Decoder<'_>,
                ) -> __store_record::Result<Self, __store_record::DecodeError> {
                    __store_record::Err(__decoder.invalid("no value"))
                }
            }
            &__store_record::Shape::Recursive(
                "Tree",
                &__store_record::Shape::Struct(
                    &__store_record::struct_shape(
                        "Tree",
                        &__store_record::fields(
                            ["value", "next", "children"],
                            [
                                <T as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                <Option<
                                    Box<T>,
                                > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                <Vec<
                                    __Recursion,
                                > as __store_record::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            ],
                        ),
                        false,
                        __store_record::UnknownFieldPolicy::Deny,
                        &[],
                    ),
                ),
            )
        };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            if __store_record::enter(__encoder) {
                __store_record::member_with(
                    __encoder,
                    b"{\"next\": ",
                    &self.next,
                    <Option<Box<T>> as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"value\": ",
                    &self.value,
                    <T as __store_record::StoreValue>::encode,
                );
                __store_record::member_with(
                    __encoder,
                    b", \"children\": ",
                    &self.children,
                    <Vec<Tree<T>> as __store_record::StoreValue>::encode,
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
            let __f1 = match __store_record::field(
                __decoder,
                b"{\"next\": ",
                "next",
                <Option<Box<T>> as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f0 = match __store_record::field(
                __decoder,
                b", \"value\": ",
                "value",
                <T as __store_record::StoreValue>::decode,
            ) {
                __store_record::Ok(__value) => __value,
                __store_record::Err(__error) => return __store_record::Err(__error),
            };
            let __f2 = match __store_record::field(
                __decoder,
                b", \"children\": ",
                "children",
                <Vec<Tree<T>> as __store_record::StoreValue>::decode,
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
                value: __f0,
                next: __f1,
                children: __f2,
            })
        }
    }
};
