//! The buttons of a mail, and the forms behind them, as whoever gets the mail has them.

use crate::{Answer, Client, Mail, percent};

/// What a mail offers.
#[derive(Debug, Clone)]
pub struct Buttons {
    /// The code in its text, six digits.
    pub code: String,
    /// What each button says, and the path of its page.
    pub links: Vec<(String, String)>,
}

impl Mail {
    /// The buttons of its text part; the HTML part has the same.
    pub fn buttons(&self) -> Buttons {
        let mut buttons = Buttons { code: String::new(), links: Vec::new() };
        for line in self.text.lines() {
            if let Some(code) = line.strip_prefix("Mã xác nhận: ") {
                buttons.code = code.chars().filter(char::is_ascii_digit).collect();
            } else if let Some((label, address)) = line.split_once(": ")
                && let Some((_, token)) = address.split_once("/m/")
            {
                buttons.links.push((label.to_owned(), format!("/m/{token}")));
            }
        }
        for (label, path) in &buttons.links {
            assert!(self.html.contains(path.as_str()), "{label} is not in the HTML part");
        }
        buttons
    }
}

impl Buttons {
    /// What they say, in their order.
    pub fn labels(&self) -> Vec<&str> {
        self.links.iter().map(|(label, _)| label.as_str()).collect()
    }

    /// The path of this button's page.
    pub fn path(&self, label: &str) -> &str {
        let found = self.links.iter().find(|(known, _)| known == label);
        found.map_or_else(|| panic!("no button “{label}” in {:?}", self.labels()), |(_, path)| path.as_str())
    }

    /// Sends the form of this button with the right code.
    pub fn press(&self, who: &Client, label: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = fields.to_vec();
        all.push(("code", &self.code));
        who.send_form(self.path(label), &all)
    }
}

impl Client {
    /// Sends a form.
    pub fn send_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", percent(name), percent(value))).collect();
        self.request("POST", path).bytes("application/x-www-form-urlencoded", body.join("&").into_bytes()).send()
    }
}

/// The fields of a page's form, with the values that stand in it: what a program finds that sends whatever form it meets.
#[derive(Debug, Clone)]
pub struct Form(pub Vec<(String, Vec<String>)>);

impl Answer {
    /// The page as text, with its entities read.
    pub fn page(&self) -> String {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        ["&#x2f;/", "&lt;<", "&gt;>", "&quot;\"", "&#x27;'", "&#39;'", "&amp;&"]
            .iter()
            .fold(text, |text, pair| text.replace(&pair[..pair.len() - 1], &pair[pair.len() - 1..]))
    }

    /// The form of the page.
    pub fn form(&self) -> Form {
        let page = self.page();
        let mut fields: Vec<(String, Vec<String>)> = Vec::new();
        let mut open = String::new();
        for tag in page.split('<').skip(1) {
            let attribute = |name: &str| {
                let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
                rest.split_once('"').map(|(value, _)| value.to_owned())
            };
            let mut put =
                |name: String, value: Option<String>| match fields.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, values)) => values.extend(value),
                    None => fields.push((name, value.into_iter().collect())),
                };
            if tag.starts_with("input") || tag.starts_with("textarea") || tag.starts_with("select") {
                open = attribute("name").unwrap_or_default();
                put(open.clone(), attribute("value"));
            } else if tag.starts_with("option") {
                put(open.clone(), attribute("value"));
            }
        }
        Form(fields)
    }
}
