//! A package of a case file, read back: whether its files are those of its manifest, and what is said of them fits Appendix VI and them. What it is
//! given may be broken, or made to do harm: nothing of it is unpacked, and what is read of it is bounded.

mod xml;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufReader, Read, Seek},
    path::Path,
};

use domain::case_file::description::{FILE, Field, INCOMING, OUTGOING, Shape, Value, misfits};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use self::xml::Node;
use super::package::{CONTENTS, FORM, MANIFEST, METADATA};

/// The largest `metadata.xml` and manifest that are read.
const MAX_TEXT: u64 = 64 << 20;
/// The most entries that a package has.
const MAX_ENTRIES: usize = 100_000;

/// What a package was found to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Mã hồ sơ.
    pub file_code: String,
    /// Tiêu đề hồ sơ.
    pub title: String,
    /// How many documents it holds.
    pub documents: usize,
    /// How many files.
    pub files: usize,
    /// What is wrong, in Vietnamese.
    pub faults: Vec<String>,
}

/// A file as `metadata.xml` has it.
struct Told {
    path: String,
    size: Option<u64>,
    sha256: String,
}

/// Reads a package back.
///
/// # Errors
/// In words, where it can't be read as one at all.
pub fn verify(path: &Path) -> Result<Verified, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let zip = ZipArchive::new(BufReader::new(file)).map_err(|error| format!("không phải tệp ZIP: {error}"))?;
    let mut found = Verified::default();
    package(zip, &mut found)?;
    Ok(found)
}

fn package<R: Read + Seek>(mut zip: ZipArchive<R>, found: &mut Verified) -> Result<(), String> {
    if zip.len() > MAX_ENTRIES {
        return Err(format!("có hơn {MAX_ENTRIES} tệp"));
    }
    let manifest = manifest(&read(&mut zip, MANIFEST)?, found);
    let metadata = xml::parse(&read(&mut zip, METADATA)?).map_err(|why| format!("{METADATA}: {why}"))?;
    let told = described(&metadata, found);
    let mut there = BTreeSet::new();
    for n in 0..zip.len() {
        let mut entry = zip.by_index(n).map_err(|error| error.to_string())?;
        let name = entry.name().map_err(|error| error.to_string())?.into_owned();
        if !there.insert(name.clone()) {
            found.faults.push(format!("{name}: có hai lần trong gói"));
            continue;
        }
        if name == MANIFEST {
            continue;
        }
        let Some(expected) = manifest.get(&name) else {
            found.faults.push(format!("{name}: không có trong {MANIFEST}"));
            continue;
        };
        let read = hashed(&mut entry);
        match read {
            Ok((hash, _)) if hash != *expected => found.faults.push(format!("{name}: nội dung không khớp SHA-256")),
            Ok((_, size)) => {
                let told = told.iter().find(|file| file.path == name);
                if told.is_some_and(|file| file.size != Some(size) || file.sha256 != *expected) {
                    found.faults.push(format!("{name}: {METADATA} ghi cỡ hoặc SHA-256 khác"));
                }
            }
            Err(error) => found.faults.push(format!("{name}: không đọc được: {error}")),
        }
    }
    for name in manifest.keys().filter(|name| !there.contains(*name)) {
        found.faults.push(format!("{name}: có trong {MANIFEST} mà không có trong gói"));
    }
    let own = |name: &str| [METADATA, CONTENTS].contains(&name);
    for name in [METADATA, CONTENTS].into_iter().filter(|name| !manifest.contains_key(*name)) {
        found.faults.push(format!("{name}: không có trong {MANIFEST}"));
    }
    let described: BTreeSet<&str> = told.iter().map(|file| file.path.as_str()).collect();
    for name in manifest.keys().filter(|name| !own(name) && !described.contains(name.as_str())) {
        found.faults.push(format!("{name}: không được nêu trong {METADATA}"));
    }
    for name in described.iter().filter(|name| !manifest.contains_key(**name)) {
        found.faults.push(format!("{name}: được nêu trong {METADATA} mà không có trong {MANIFEST}"));
    }
    found.files = described.len();
    Ok(())
}

fn read<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &str) -> Result<String, String> {
    let entry = zip.by_name(name).map_err(|_| format!("thiếu tệp {name}"))?;
    let mut text = String::new();
    let read = entry.take(MAX_TEXT + 1).read_to_string(&mut text).map_err(|error| format!("{name}: {error}"))?;
    if u64::try_from(read).is_ok_and(|read| read > MAX_TEXT) {
        return Err(format!("{name}: lớn hơn {} MiB", MAX_TEXT >> 20));
    }
    Ok(text)
}

/// Hash and size of an entry, as much as there is and no more than it says.
fn hashed(entry: &mut impl Read) -> std::io::Result<(String, u64)> {
    let (mut digest, mut size, mut part) = (Sha256::new(), 0_u64, vec![0_u8; 64 << 10]);
    loop {
        let read = entry.read(&mut part)?;
        if read == 0 {
            return Ok((hex::encode(digest.finalize()), size));
        }
        digest.update(part.get(..read).unwrap_or_default());
        size = size.saturating_add(u64::try_from(read).unwrap_or_default());
    }
}

/// The hashes by the names.
fn manifest(text: &str, found: &mut Verified) -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    for (n, line) in (1..).zip(text.lines()) {
        let hash =
            |hash: &str| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        match line.split_once("  ").filter(|(one, _)| hash(one)) {
            Some((_, name)) if unsafe_name(name) => {
                found.faults.push(format!("{MANIFEST}, dòng {n}: tên tệp không an toàn"));
            }
            Some((hash, name)) => {
                if lines.insert(name.to_owned(), hash.to_owned()).is_some() {
                    found.faults.push(format!("{name}: có hai lần trong {MANIFEST}"));
                }
            }
            None => found.faults.push(format!("{MANIFEST}, dòng {n}: không đọc được")),
        }
    }
    lines
}

/// What would lie elsewhere if somebody unpacked it.
fn unsafe_name(name: &str) -> bool {
    name.starts_with('/') || name.contains(['\\', ':']) || name.split('/').any(|part| matches!(part, "" | "." | ".."))
}

/// Looks through what is said, and gives the files that it names.
fn described(root: &Node, found: &mut Verified) -> Vec<Told> {
    let mut files = Vec::new();
    if root.name != "CaseFile" || root.attribute("version") != Some(FORM) {
        found.faults.push(format!("{METADATA}: không phải mô tả hồ sơ phiên bản {FORM}"));
        return files;
    }
    let (fields, documents) = parted(root, "Documents", FILE, "hồ sơ", found);
    let field = |name: &str| fields.iter().find(|field| field.name == name);
    let code = field("FileCode").cloned();
    found.file_code = code.as_ref().map(joined).unwrap_or_default();
    found.title = field("Title").map(joined).unwrap_or_default();
    let (mut count, mut pages) = (0_u32, 0_u32);
    for document in documents.map(|node| node.children.as_slice()).unwrap_or_default() {
        count += 1;
        let whose = format!("văn bản {count}");
        let shapes = match (document.name.as_str(), document.attribute("direction")) {
            ("Document", Some("incoming")) => INCOMING,
            ("Document", Some("outgoing")) => OUTGOING,
            _ => {
                found.faults.push(format!("{whose}: không phải văn bản đến hoặc văn bản đi"));
                continue;
            }
        };
        let (fields, named) = parted(document, "Files", shapes, &whose, found);
        let text = |name: &str| fields.iter().find(|field| field.name == name).map(joined).unwrap_or_default();
        if text("DocOrdinal") != count.to_string() {
            found.faults.push(format!("{whose}: DocOrdinal không liên tục"));
        }
        if fields.iter().find(|field| field.name == "FileCode") != code.as_ref() {
            found.faults.push(format!("{whose}: FileCode không phải của hồ sơ"));
        }
        pages += text("PageAmount").parse::<u32>().unwrap_or_default();
        for file in named.map(|node| node.children.as_slice()).unwrap_or_default() {
            match told(file) {
                Some(told) => files.push(told),
                None => found.faults.push(format!("{whose}: mục File sai định dạng")),
            }
        }
    }
    let total = |name: &str| field(name).map(joined).and_then(|text| text.parse::<u32>().ok());
    if total("DocTotal") != Some(count) {
        found.faults.push("hồ sơ: DocTotal không bằng số văn bản".to_owned());
    }
    if total("PageTotal") != Some(pages) {
        found.faults.push("hồ sơ: PageTotal không bằng tổng PageAmount".to_owned());
    }
    found.documents = usize::try_from(count).unwrap_or(usize::MAX);
    files
}

/// The fields of an element, looked through, and the element behind them.
fn parted<'a>(
    node: &'a Node,
    behind: &str,
    shapes: &[Shape],
    whose: &str,
    found: &mut Verified,
) -> (Vec<Field>, Option<&'a Node>) {
    let (rest, last) = match node.children.split_last() {
        Some((last, rest)) if last.name == behind => (rest, Some(last)),
        _ => {
            found.faults.push(format!("{whose}: thiếu {behind}"));
            (node.children.as_slice(), None)
        }
    };
    let fields: Vec<Field> = rest.iter().map(|child| field_of(child, shapes)).collect();
    found.faults.extend(misfits(&fields, shapes).iter().map(|misfit| format!("{whose}: {}", misfit.vietnamese())));
    (fields, last)
}

/// An element as a field. One that should hold others and is empty holds none of them.
fn field_of(node: &Node, shapes: &[Shape]) -> Field {
    use domain::case_file::description::Holds;
    let parts = shapes.iter().find(|shape| shape.name == node.name).and_then(|shape| match shape.holds {
        Holds::Parts(parts) => Some(parts),
        _ => None,
    });
    let value = match parts {
        Some(parts) => Value::Parts(node.children.iter().map(|child| field_of(child, parts)).collect()),
        None if node.children.is_empty() => Value::Text(node.text.clone()),
        None => Value::Parts(Vec::new()),
    };
    Field { name: node.name.clone(), value }
}

fn joined(field: &Field) -> String {
    match &field.value {
        Value::Text(text) => text.clone(),
        Value::Parts(parts) => parts.iter().map(joined).collect::<Vec<_>>().join("."),
    }
}

fn told(node: &Node) -> Option<Told> {
    if node.name != "File" {
        return None;
    }
    let path = node.attribute("path").filter(|path| !unsafe_name(path))?.to_owned();
    let size = node.attribute("size")?.parse().ok();
    Some(Told { path, size, sha256: node.attribute("sha256")?.to_owned() })
}
