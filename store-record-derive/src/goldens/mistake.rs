::core::compile_error! {
    "a container has no option `scop` (did you mean `scope`?)"
}
::core::compile_error! {
    "a record needs `scope`: the fields that bound it, `#[store_record(scope = tenant_id)]`, or `scope = global` where nothing does"
}
impl ::store_record::StoreValue for Account {
    type Nullability = ::store_record::NotNull;
    const SHAPE: &'static ::store_record::Shape = &::store_record::Shape::Recursion("");
    fn encode(&self, _: &mut ::store_record::Encoder) {
        ::core::unimplemented!()
    }
    fn decode(
        _: &mut ::store_record::Decoder<'_>,
    ) -> ::store_record::__private::Result<Self, ::store_record::DecodeError> {
        ::core::unimplemented!()
    }
}
impl ::store_record::StoreRecord for Account {
    const RECORD_TYPE: &'static ::store_record::__private::str = "";
    fn encode_scope(&self, _: &mut ::store_record::KeyEncoder) {
        ::core::unimplemented!()
    }
    fn encode_key(&self, _: &mut ::store_record::KeyEncoder) {
        ::core::unimplemented!()
    }
    fn encode_metadata(&self, _: &mut ::store_record::Encoder) {
        ::core::unimplemented!()
    }
}
