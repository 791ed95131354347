#[automatically_derived]
#[allow(deprecated, unused_variables, unreachable_code, clippy::all, clippy::pedantic)]
impl ::store_record::StoreKey for Level {
    type Borrowed = Self;
    const FORM: ::store_record::KeyForm = ::store_record::KeyForm::new("text");
    fn borrowed(&self) -> &Self {
        self
    }
    fn encode_key(__value: &Self, __key: &mut ::store_record::KeyEncoder) {
        __key
            .text(
                match __value {
                    Self::Low {} => "Low",
                    Self::High {} => "High",
                },
            );
    }
    fn decode_key(
        __key: &mut ::store_record::KeyDecoder<'_>,
    ) -> ::store_record::__private::Result<Self, ::store_record::KeyError> {
        match &*__key.text()? {
            "Low" => ::store_record::__private::Ok(Self::Low {}),
            "High" => ::store_record::__private::Ok(Self::High {}),
            _ => ::store_record::__private::Err(__key.unknown_name()),
        }
    }
}
