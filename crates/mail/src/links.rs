//! Where a mail points to. The one place that knows the path of a document's page, and of a page by which one acts.

use domain::DocumentId;
use url::Url;

/// The page of a document under the address of this installation: `{base_url}/documents/{id}`. `None` where `base_url`
/// isn't an http or https address that can stand in front of it.
pub fn document_link(base_url: &str, document: DocumentId) -> Option<Url> {
    under(base_url, &["documents", &document.to_string()])
}

/// The page by which one acts, under the address of this installation: `{base_url}/m/{token}`. `None` as above.
pub fn action_link(base_url: &str, token: &str) -> Option<Url> {
    under(base_url, &["m", token])
}

/// A public page under the address of this installation: `page` is its path, with what is filled in. `None` as above.
pub fn public_link(base_url: &str, page: &str) -> Option<Url> {
    let (path, query) = page.split_once('?').map_or((page, None), |(path, query)| (path, Some(query)));
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let mut link = under(base_url, &parts)?;
    link.set_query(query);
    Some(link)
}

fn under(base_url: &str, path: &[&str]) -> Option<Url> {
    let mut link = Url::parse(base_url).ok()?;
    let web = matches!(link.scheme(), "http" | "https");
    let plain = link.username().is_empty() && link.password().is_none();
    if !web || !plain || link.query().is_some() || link.fragment().is_some() {
        return None;
    }
    link.path_segments_mut().ok()?.pop_if_empty().extend(path);
    Some(link)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn link(base: &str) -> Option<String> {
        document_link(base, DocumentId(Uuid::nil())).map(String::from)
    }

    #[test]
    fn stands_under_the_base() {
        let id = Uuid::nil();
        let at = |base: &str| Some(format!("{base}/documents/{id}"));
        assert_eq!(link("http://127.0.0.1:8080"), at("http://127.0.0.1:8080"));
        assert_eq!(link("https://vb.example/"), at("https://vb.example"));
        assert_eq!(link("https://vb.example/congvan/"), at("https://vb.example/congvan"));
    }

    #[test]
    fn a_token_is_one_part_of_the_path() {
        let at = |token| action_link("https://vb.example/congvan/", token).map(String::from);
        assert_eq!(at("a-b_C"), Some("https://vb.example/congvan/m/a-b_C".to_owned()));
        assert_eq!(at("../x?y#z"), Some("https://vb.example/congvan/m/..%2Fx%3Fy%23z".to_owned()));
    }

    #[test]
    fn a_public_page_keeps_what_is_filled_in() {
        let page = |base| public_link(base, "/mot-cua/H99.99?ma=H99.99-261130-0001").map(String::from);
        let at = |base: &str| Some(format!("{base}/mot-cua/H99.99?ma=H99.99-261130-0001"));
        assert_eq!(page("https://vb.example/"), at("https://vb.example"));
        assert_eq!(page("https://vb.example/congvan"), at("https://vb.example/congvan"));
        assert_eq!(page("javascript:alert(1)"), None);
    }

    #[test]
    fn nothing_but_the_web() {
        for bad in [
            "javascript:alert(1)",
            "vb.example",
            "",
            "ftp://x.example",
            "https://a:b@x.example",
            "https://x.example/?a",
        ] {
            assert_eq!(link(bad), None, "{bad}");
        }
    }
}
