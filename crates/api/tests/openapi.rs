//! The OpenAPI document in `openapi/` is the one that the code makes. `UPDATE_OPENAPI=1 cargo test -p api` writes it.

#[test]
fn the_kept_document_is_the_one_that_the_code_makes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/congvan.v1.yaml");
    let made = api::openapi_yaml();
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(path, made).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == made, "openapi/congvan.v1.yaml is stale: run UPDATE_OPENAPI=1 cargo test -p api");
}
