use store_record::StoreValue;

#[derive(StoreValue)]
struct Address {
    city: String,
    #[store_record(alias = "no")]
    number: u8,
}

#[derive(StoreValue)]
struct Person {
    number: u8,
    #[store_record(flatten)]
    address: Address,
}

#[derive(StoreValue)]
struct Alias {
    no: u8,
    #[store_record(flatten)]
    address: Address,
}

#[derive(StoreValue)]
struct Pair {
    #[store_record(flatten)]
    home: Address,
    #[store_record(flatten)]
    office: Option<Address>,
}

#[derive(StoreValue)]
#[store_record(reserved("city"))]
struct Reserved {
    #[store_record(flatten)]
    home: Address,
}

#[derive(StoreValue)]
#[store_record(tag = "city")]
enum Tagged {
    Home {
        #[store_record(flatten)]
        home: Address,
    },
}

fn main() {}
