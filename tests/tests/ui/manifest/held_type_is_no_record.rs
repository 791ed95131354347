use store_record::RecordManifest;

#[derive(RecordManifest)]
#[manifest(file = "tests/ui/manifest/one.json")]
enum Directory { Account(String) }

fn main() {}
