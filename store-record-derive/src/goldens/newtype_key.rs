#[automatically_derived]
#[allow(deprecated, unused_variables, unreachable_code, clippy::all, clippy::pedantic)]
impl ::store_record::StoreKey for Id {
    type Borrowed = Self;
    const FORM: ::store_record::KeyForm = <u64 as ::store_record::StoreKey>::FORM;
    fn borrowed(&self) -> &Self {
        self
    }
    fn encode_key(__value: &Self, __key: &mut ::store_record::KeyEncoder) {
        <u64 as ::store_record::StoreKey>::encode_key(
            <u64 as ::store_record::StoreKey>::borrowed(&__value.0),
            __key,
        );
    }
    fn decode_key(
        __key: &mut ::store_record::KeyDecoder<'_>,
    ) -> ::store_record::__private::Result<Self, ::store_record::KeyError> {
        ::store_record::__private::Ok(Self {
            0: ::store_record::StoreKey::decode_key(__key)?,
        })
    }
}
