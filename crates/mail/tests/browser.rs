//! Every mail in a real browser, as wide as a phone and as a desktop's reading pane: nothing sticks out sideways, no letter is too
//! small to read, and nothing is fetched from anywhere. To look at them: `cargo run -p mail --example preview -- DIR`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests: what can't be done must fail loudly"
)]

mod common;

use std::{fs, process::Command};

use common::{actions, envelope, letter, secret};
use domain::notice::NoticeKind;
use mail::{Language, render_with};

/// A phone, and what a desktop's mail program gives a mail.
const WIDTHS: [u32; 2] = [320, 800];
/// Pixels; what a person without glasses can read.
const SMALLEST: u32 = 13;

/// Looks into each frame when everything is laid out, and writes down what is wrong.
const LOOK: &str = r"
addEventListener('load', () => {
  const wrong = [];
  let looked = 0;
  for (const frame of document.querySelectorAll('iframe')) {
    const inside = frame.contentDocument, width = frame.clientWidth, say = what => wrong.push(`${frame.name}: ${what}`);
    if (inside.documentElement.scrollWidth > width) say(`${inside.documentElement.scrollWidth} px wide`);
    for (const element of inside.body.querySelectorAll('*')) {
      const style = inside.defaultView.getComputedStyle(element), place = element.getBoundingClientRect();
      const says = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== '');
      if (!says || place.width === 0 || place.height < 2) continue;
      if (place.right > width + 0.5 || place.left < -0.5) say(`sticks out: ${element.textContent.trim().slice(0, 60)}`);
      if (parseFloat(style.fontSize) < SMALLEST) say(`${style.fontSize}: ${element.textContent.trim().slice(0, 60)}`);
    }
    const elsewhere = inside.querySelectorAll('img, script, iframe, object, link[rel=stylesheet]').length;
    if (elsewhere > 0) say('fetches something');
    if (inside.body.innerText.trim().length < 100) say('is empty');
    looked += 1;
  }
  document.body.innerHTML = '';
  const result = document.createElement('pre');
  result.id = 'result';
  result.textContent = `looked at ${looked}\n` + wrong.join('\n');
  document.body.append(result);
});
";

/// A word without a place to break it, as long as the border lets in.
fn long_words(kind: NoticeKind) -> domain::notice::Letter {
    let mut letter = letter(kind);
    letter.document.subject = Some("a".repeat(300));
    letter.document.author = Some("Đ".repeat(200));
    letter.words = Some("https://vanban.example/".to_owned() + &"x".repeat(400));
    letter.from = letter.from.map(|from| domain::notice::Signature { name: "N".repeat(100), ..from });
    letter
}

/// How many frames a page has at the most: a browser that has more of them lays them out after its time.
const FRAMES: usize = 200;

#[test]
fn every_mail_fits_a_phone_and_a_desk() {
    let mut frames: Vec<String> = Vec::new();
    for language in Language::ALL {
        for kind in NoticeKind::ALL {
            let cases = [
                ("full", letter(kind)),
                ("secret", secret(kind)),
                ("long", long_words(kind)),
                ("buttons", letter(kind)),
            ];
            for (case, letter) in cases {
                let actions = (case == "buttons").then(actions);
                let html = render_with(&letter, actions.as_ref(), None, &envelope(), language).unwrap().html;
                let html = html.replace('&', "&amp;").replace('"', "&quot;");
                for width in WIDTHS {
                    let name = format!("{}-{case}-{}-{width}", kind.as_str(), language.tag());
                    frames.push(format!(
                        "<iframe name=\"{name}\" style=\"border:0;width:{width}px;height:900px\" srcdoc=\"{html}\"></iframe>"
                    ));
                }
            }
        }
    }
    assert_eq!(frames.len(), NoticeKind::ALL.len() * Language::ALL.len() * WIDTHS.len() * 4);
    for some in frames.chunks(FRAMES) {
        assert_eq!(looked_at(some), format!("looked at {}", some.len()), "what is wrong with the mails");
    }
}

/// What a browser finds in these frames.
fn looked_at(frames: &[String]) -> String {
    let script = LOOK.replace("SMALLEST", &SMALLEST.to_string());
    let page =
        format!("<!doctype html><meta charset=\"utf-8\"><body>\n{}\n<script>{script}</script>", frames.join("\n"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mails.html");
    fs::write(&file, page).unwrap();
    let done = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .args(["--virtual-time-budget=30000", "--dump-dom"])
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("chromium (run scripts/test, which installs it)");
    let shown = String::from_utf8_lossy(&done.stdout).into_owned();
    let found = shown.split_once("<pre id=\"result\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let Some((result, _)) = found else {
        panic!("the browser said nothing: {}", String::from_utf8_lossy(&done.stderr));
    };
    result.trim().to_owned()
}
