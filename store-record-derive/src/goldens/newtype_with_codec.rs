#[allow(deprecated)]
const _: () = {
    use ::store_record::__private;
    pub enum __Codec {}
    const _: () = {
        use __private::Nullable as Nullability;
        const _: () = {
            use codecs::net::*;
            #[automatically_derived]
            impl __private::Codec for __Codec {
                type Nullability = Nullability;
            }
        };
    };
    #[automatically_derived]
    impl<T> __private::StoreValue for Net<T> {
        type Nullability = <__Codec as __private::Codec>::Nullability;
        const SHAPE: &'static __private::Shape = { &__private::Shape::Custom };
        fn encode(&self, __encoder: &mut __private::Encoder) {
            __private::encode_with::<
                __Codec,
                _,
            >(&self.0, __encoder, codecs::net::encode);
        }
        fn decode(
            __decoder: &mut __private::Decoder<'_>,
        ) -> __private::Result<Self, __private::DecodeError> {
            __private::Ok(
                Self(
                    match __private::decoder::<T>(codecs::net::decode)(__decoder) {
                        __private::Ok(__value) => __value,
                        __private::Err(__error) => return __private::Err(__error),
                    },
                ),
            )
        }
    }
};
