#[allow(deprecated)]
const _: () = {
    use ::store_record::__private as __store_record;
    pub enum __Codec {}
    const _: () = {
        use __store_record::Nullable as Nullability;
        const _: () = {
            use codecs::net::*;
            #[automatically_derived]
            impl __store_record::Codec for __Codec {
                type Nullability = Nullability;
            }
        };
    };
    #[automatically_derived]
    impl<T> __store_record::StoreValue for Net<T> {
        type Nullability = <__Codec as __store_record::Codec>::Nullability;
        const SHAPE: &'static __store_record::Shape = { &__store_record::Shape::Custom };
        fn encode(&self, __encoder: &mut __store_record::Encoder) {
            __store_record::encode_with::<
                __Codec,
                _,
            >(&self.0, __encoder, codecs::net::encode);
        }
        fn decode(
            __decoder: &mut __store_record::Decoder<'_>,
        ) -> __store_record::Result<Self, __store_record::DecodeError> {
            __store_record::Ok(
                Self(
                    match __store_record::decoder::<T>(codecs::net::decode)(__decoder) {
                        __store_record::Ok(__value) => __value,
                        __store_record::Err(__error) => {
                            return __store_record::Err(__error);
                        }
                    },
                ),
            )
        }
    }
};
