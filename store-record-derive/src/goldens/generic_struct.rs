const _: () = {
    use ::store_record::__private;
    #[automatically_derived]
    impl<T> __private::StoreValue for Tree<T>
    where
        T: __private::StoreValue,
        Option<Box<T>>: __private::StoreValue,
    {
        type Nullability = __private::NotNull;
        const SHAPE: &'static __private::Shape = {
            #[derive(
                ::core::clone::Clone,
                ::core::cmp::PartialEq,
                ::core::cmp::Eq,
                ::core::cmp::PartialOrd,
                ::core::cmp::Ord,
                ::core::hash::Hash,
            )]
            enum __Recursion {}
            impl __private::StoreValue for __Recursion {
                type Nullability = __private::NotNull;
                const SHAPE: &'static __private::Shape = &__private::Shape::Recursion(
                    "Tree",
                );
                fn encode(&self, _: &mut __private::Encoder) {
                    match *self {}
                }
                fn decode(
                    __decoder: &mut __private::Decoder<'_>,
                ) -> __private::Result<Self, __private::DecodeError> {
                    __private::Err(__decoder.invalid("no value"))
                }
            }
            &__private::Shape::Recursive(
                "Tree",
                &__private::Shape::Struct(
                    &__private::StructShape {
                        name: "Tree",
                        fields: &__private::fields(
                            ["value", "next", "children"],
                            [
                                <T as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                <Option<
                                    Box<T>,
                                > as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                                <Vec<
                                    __Recursion,
                                > as __private::StoreValue>::IN_A_CYCLE_MARK_ONE_FIELD_AS_RECURSIVE,
                            ],
                        ),
                        has_skipped: false,
                        unknown: __private::UnknownNames::Refused,
                        reserved: &[],
                    },
                ),
            )
        };
        fn encode(&self, __encoder: &mut __private::Encoder) {
            if __private::enter(__encoder) {
                __private::member_with(
                    __encoder,
                    b"{\"next\": ",
                    &self.next,
                    <Option<Box<T>> as __private::StoreValue>::encode,
                );
                __private::member_with(
                    __encoder,
                    b", \"value\": ",
                    &self.value,
                    <T as __private::StoreValue>::encode,
                );
                __private::member_with(
                    __encoder,
                    b", \"children\": ",
                    &self.children,
                    <Vec<Tree<T>> as __private::StoreValue>::encode,
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
            let __f1 = match __private::field(
                __decoder,
                b"{\"next\": ",
                "next",
                <Option<Box<T>> as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f0 = match __private::field(
                __decoder,
                b", \"value\": ",
                "value",
                <T as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            let __f2 = match __private::field(
                __decoder,
                b", \"children\": ",
                "children",
                <Vec<Tree<T>> as __private::StoreValue>::decode,
            ) {
                __private::Ok(__value) => __value,
                __private::Err(__error) => return __private::Err(__error),
            };
            if let __private::Err(__error) = __private::close_object(__decoder) {
                return __private::Err(__error);
            }
            __private::Ok(Self {
                value: __f0,
                next: __f1,
                children: __f2,
            })
        }
    }
};
