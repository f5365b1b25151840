//! From letters with their places to words and lines.
//!
//! Letters are taken in the order in which they are drawn, which is that of reading in what office programs write. A gap between two of them is
//! a blank, whether or not one was drawn. A program may draw the pieces of a word apart, one font after another: pieces that touch on one line
//! belong together, wherever they come. What is drawn twice at one place, to look bold, stands there once.

use std::collections::HashMap;

use kurbo::{Point, Vec2};

use crate::gather::Gather;

/// A wider gap than this part of the letters' size is a blank.
const BLANK: f64 = 0.15;
/// A wider gap than this is between columns.
const COLUMN: f64 = 3.0;
/// What begins this far before the end of what stands before it, is no part of it.
const BACK: f64 = -0.3;
/// Ends and beginnings that are no farther apart touch.
const TOUCH: f64 = 0.1;
/// Words of a line that is spread over its width are no farther apart.
const WORD: f64 = 1.0;
/// Letters whose feet differ by less stand on one line: raised numbers do.
const RAISED: f64 = 0.55;
/// Lines farther apart than this belong to different paragraphs.
const LINES: f64 = 1.7;
/// A line that reaches so far over the page goes on in the next one.
const FULL: f64 = 0.85;
/// Lines of one paragraph begin no farther apart, but for the first.
const EDGE: f64 = 0.3;
/// Feet are looked up by steps of this height, in points.
const STEP: f64 = 2.0;

/// A letter that is drawn, or several that are drawn as one.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub text: String,
    /// Where its foot begins.
    pub at: Point,
    /// Where its line leads, as long as the letters are large.
    pub em: Vec2,
    /// How high letters of its size are.
    pub height: f64,
    /// How much room it takes, in sizes; none where that is not told.
    pub advance: Option<f64>,
}

impl Mark {
    fn is_finite(&self) -> bool {
        self.at.is_finite() && self.em.is_finite() && self.height.is_finite() && self.em.hypot() > 1e-6
    }

    fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    /// Whether it is put upon the letter before it.
    fn combines(&self) -> bool {
        self.text.chars().next().is_some_and(unicode_normalization::char::is_combining_mark)
    }

    /// Where its line leads, in degrees.
    fn direction(&self) -> u64 {
        key(self.em.atan2().to_degrees().rem_euclid(360.0).round() % 360.0)
    }

    /// How far along its line, and how far above it.
    fn place(&self) -> (f64, f64) {
        let along = self.em / self.em.hypot();
        let at = self.at.to_vec2();
        (at.dot(along), along.cross(at))
    }
}

/// A whole number as what can be looked up.
fn key(number: f64) -> u64 {
    // Zero has two signs.
    (number + 0.0).to_bits()
}

/// The letters of a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    marks: Vec<Mark>,
}

impl Sheet {
    pub(super) fn count(&self) -> usize {
        self.marks.len()
    }

    pub(super) fn add(&mut self, mark: Mark) {
        if mark.is_finite() {
            self.marks.push(mark);
        }
    }

    /// Writes its words.
    pub(super) fn write(self, gather: &mut Gather) {
        let runs = runs(self.marks);
        let mut page = Page::of(&runs);
        for index in order(&runs) {
            if let Some(run) = runs.get(index) {
                page.write(run, gather);
            }
        }
    }
}

/// Letters that were drawn one after another on one line.
#[derive(Debug, Clone)]
struct Run {
    text: String,
    direction: u64,
    start: f64,
    end: f64,
    foot: f64,
    size: f64,
}

fn runs(marks: Vec<Mark>) -> Vec<Run> {
    let learnt = learnt(&marks);
    let mut seen = Seen::default();
    let mut runs: Vec<Run> = Vec::new();
    for mark in marks {
        let (start, foot) = mark.place();
        let direction = mark.direction();
        let (size, width) = match mark.advance {
            Some(advance) => (mark.em.hypot().max(mark.height.min(mark.em.hypot() * 2.0)), advance * mark.em.hypot()),
            None => (learnt.size, learnt.widths.get(&mark.text).copied().unwrap_or(learnt.size / 2.0)),
        };
        if mark.combines()
            && let Some(run) = runs.last_mut()
        {
            run.text.push_str(&mark.text);
            continue;
        }
        if !mark.is_blank() && seen.is_again(&mark.text, direction, (start, foot), size) {
            continue;
        }
        let end = start + width.max(0.0);
        if let Some(run) = runs.last_mut() {
            let gap = (start - run.end) / run.size.max(size);
            let one_line = (run.foot - foot).abs() < TOUCH * run.size.max(size);
            // Where there is a gap, a letter of another font may come to stand later.
            if run.direction == direction && one_line && (BACK..BLANK).contains(&gap) {
                run.text.push_str(&mark.text);
                run.end = end;
                continue;
            }
        }
        runs.push(Run { text: mark.text, direction, start, end, foot, size });
    }
    runs
}

/// How wide letters are of which nobody tells.
struct Learnt {
    widths: HashMap<String, f64>,
    size: f64,
}

/// The least that was seen between a letter and the next.
fn learnt(marks: &[Mark]) -> Learnt {
    let mut widths: HashMap<String, f64> = HashMap::new();
    for (one, next) in marks.iter().zip(marks.iter().skip(1)) {
        if one.advance.is_some() || next.advance.is_some() || one.direction() != next.direction() {
            continue;
        }
        let ((start, foot), (next_start, next_foot)) = (one.place(), next.place());
        let width = next_start - start;
        if width > 0.0 && (foot - next_foot).abs() < width {
            let least = widths.entry(one.text.clone()).or_insert(width);
            *least = least.min(width);
        }
    }
    let known: Vec<f64> = {
        let mut known: Vec<f64> = widths.values().copied().collect();
        known.sort_by(f64::total_cmp);
        known
    };
    // Letters are about half as wide as they are large.
    let size = known.get(known.len() / 2).map_or(1.0, |middle| middle * 2.0);
    Learnt { widths, size }
}

/// Where letters were drawn already.
#[derive(Default)]
struct Seen(HashMap<(String, u64, u64, u64), (f64, f64)>);

impl Seen {
    fn is_again(&mut self, text: &str, direction: u64, (x, y): (f64, f64), size: f64) -> bool {
        let near = 0.1 * size;
        let cell = |number: f64, step: f64| key((number / size).mul_add(2.0, step).floor());
        for (dx, dy) in [(0.0, 0.0), (0.5, 0.0), (-0.5, 0.0), (0.0, 0.5), (0.0, -0.5)] {
            let place = (text.to_owned(), direction, cell(x, dx), cell(y, dy));
            if self.0.get(&place).is_some_and(|(ax, ay)| (ax - x).abs() < near && (ay - y).abs() < near) {
                return true;
            }
        }
        self.0.insert((text.to_owned(), direction, cell(x, 0.0), cell(y, 0.0)), (x, y));
        false
    }
}

/// The order in which runs are read: as they were drawn, but for those that go on where another one ends.
fn order(runs: &[Run]) -> Vec<usize> {
    let mut links = links(runs);
    // The closest first; in doubt as they were drawn.
    links.sort_by(|one, other| one.gap.total_cmp(&other.gap).then(one.to.cmp(&other.to)));
    let mut next: Vec<Option<usize>> = vec![None; runs.len()];
    let mut has_before = vec![false; runs.len()];
    for link in links {
        if let (Some(slot @ None), Some(has_before)) = (next.get_mut(link.from), has_before.get_mut(link.to)) {
            *slot = Some(link.to);
            *has_before = true;
        }
    }
    let mut written = vec![false; runs.len()];
    let mut order = Vec::with_capacity(runs.len());
    let mut follow = |from: usize| {
        let mut at = Some(from);
        while let Some(index) = at {
            match written.get_mut(index) {
                Some(done) if !*done => *done = true,
                _ => break,
            }
            order.push(index);
            at = next.get(index).copied().flatten();
        }
    };
    for (index, has_before) in has_before.iter().enumerate() {
        if !has_before {
            follow(index);
        }
    }
    // Runs that touch in a circle, as letters without width do.
    for index in 0..runs.len() {
        follow(index);
    }
    order
}

/// A run goes on where another ends.
struct Link {
    from: usize,
    to: usize,
    /// How far apart they are, in sizes.
    gap: f64,
}

/// For each run the one that it goes on from, if any.
fn links(runs: &[Run]) -> Vec<Link> {
    let mut ends: HashMap<(u64, u64), Vec<usize>> = HashMap::new();
    for (index, run) in runs.iter().enumerate() {
        ends.entry((run.direction, key((run.foot / STEP).round()))).or_default().push(index);
    }
    for list in ends.values_mut() {
        list.sort_by(|a, b| end_of(runs, *a).total_cmp(&end_of(runs, *b)));
    }
    let mut links = Vec::new();
    for (to, run) in runs.iter().enumerate() {
        let last = to.checked_sub(1).and_then(|last| Some((last, runs.get(last)?)));
        let last = last.filter(|(_, last)| last.direction == run.direction);
        // What was drawn right before it on its line, a raised number, too.
        let beside = last.filter(|(_, last)| (last.foot - run.foot).abs() < RAISED * last.size.max(run.size));
        if let Some((from, last)) = beside
            && (last.end - run.start).abs() < TOUCH * run.size.max(last.size)
        {
            links.push(Link { from, to, gap: 0.0 });
            continue;
        }
        // What comes after something else on its line, may be a word's beginning in another font, and a blank lies before it.
        let far = if beside.is_some() { WORD } else { TOUCH };
        if let Some(from) = before(runs, &ends, to, run, far * run.size) {
            links.push(Link { from, to, gap: (run.start - end_of(runs, from)).abs() / run.size });
        }
    }
    links
}

fn end_of(runs: &[Run], index: usize) -> f64 {
    runs.get(index).map_or(0.0, |run| run.end)
}

/// The nearest run that ends where another one begins, or so far before it.
fn before(runs: &[Run], ends: &HashMap<(u64, u64), Vec<usize>>, index: usize, run: &Run, far: f64) -> Option<usize> {
    let touch = TOUCH * run.size;
    let fits = |other: &usize| {
        runs.get(*other).is_some_and(|one| {
            *other != index
                && (one.foot - run.foot).abs() < touch
                && one.start < run.start
                && one.size < run.size * 1.5
                && run.size < one.size * 1.5
        })
    };
    let step = (run.foot / STEP).round();
    let nearest = |step: f64| {
        let list = ends.get(&(run.direction, key(step)))?;
        let to = list.partition_point(|one| end_of(runs, *one) < run.start + touch);
        let nearer = list.get(..to)?.iter().rev();
        nearer.take_while(|one| end_of(runs, **one) > run.start - far).find(|one| fits(one)).copied()
    };
    let found = [step, step - 1.0, step + 1.0].into_iter().filter_map(nearest);
    found.max_by(|one, other| end_of(runs, *one).total_cmp(&end_of(runs, *other)))
}

/// What comes between two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Nothing,
    Blank,
    Line,
}

/// A page that is being written.
struct Page<'r> {
    /// How far lines reach, by where they lead.
    reach: HashMap<u64, (f64, f64)>,
    last: Option<&'r Run>,
    /// Where the line began that is being written.
    began: f64,
}

impl<'r> Page<'r> {
    fn of(runs: &[Run]) -> Self {
        let mut reach: HashMap<u64, (f64, f64)> = HashMap::new();
        for run in runs {
            let (least, most) = reach.entry(run.direction).or_insert((run.start, run.end));
            *least = least.min(run.start);
            *most = most.max(run.end);
        }
        Self { reach, last: None, began: 0.0 }
    }

    fn write(&mut self, run: &'r Run, gather: &mut Gather) {
        match self.between(run) {
            Between::Nothing => {}
            Between::Blank => gather.blank(),
            Between::Line => gather.paragraph(),
        }
        let same_line = self.last.is_some_and(|last| (last.foot - run.foot).abs() < RAISED * last.size.max(run.size));
        if !same_line {
            self.began = run.start;
        }
        gather.text(&run.text);
        self.last = Some(run);
    }

    fn between(&self, run: &Run) -> Between {
        let Some(last) = self.last else { return Between::Nothing };
        if last.direction != run.direction {
            return Between::Line;
        }
        let size = last.size.max(run.size);
        let (gap, down) = ((run.start - last.end) / size, (last.foot - run.foot) / size);
        if down.abs() < RAISED {
            return match gap {
                gap if !(BACK..=COLUMN).contains(&gap) => Between::Line,
                gap if gap > BLANK => Between::Blank,
                // The number of a note is no part of the word before it.
                _ if down < -TOUCH && run.size < 0.95 * last.size => Between::Blank,
                _ => Between::Nothing,
            };
        }
        let below = (0.0..LINES).contains(&down);
        // A number such as 12/QĐ-UBND that is broken behind its hyphen; words of Vietnamese are never broken.
        if below && run.start < last.end && run.end > self.began && is_broken(&last.text, &run.text) {
            return Between::Nothing;
        }
        let (left, right) = self.reach.get(&run.direction).copied().unwrap_or_default();
        let full = last.end > left + FULL * (right - left);
        // At the margin, or right below; what stands in the middle of the page is a heading.
        let aligned = run.start < left + EDGE * size || (run.start - self.began).abs() < EDGE * size;
        let goes_on = below && full && aligned && run.start < self.began + EDGE * size;
        if goes_on { Between::Blank } else { Between::Line }
    }
}

/// Whether a word ends in a hyphen and goes on behind it.
fn is_broken(before: &str, after: &str) -> bool {
    let mut letters = before.chars().rev();
    let hyphen = matches!(letters.next(), Some('-' | '\u{2010}'));
    hyphen
        && letters.next().is_some_and(char::is_alphanumeric)
        && after.chars().next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws a text, each letter half as wide as it is large.
    fn draw(sheet: &mut Sheet, text: &str, x: f64, y: f64) -> f64 {
        let mut at = x;
        for c in text.chars() {
            sheet.add(Mark {
                text: c.into(),
                at: Point::new(at, y),
                em: Vec2::new(10.0, 0.0),
                height: 10.0,
                advance: Some(0.5),
            });
            at += 5.0;
        }
        at
    }

    fn written(sheet: Sheet) -> String {
        let mut gather = Gather::new(1_000_000);
        sheet.write(&mut gather);
        gather.end().0
    }

    #[test]
    fn gaps_are_blanks_and_lines_are_lines() {
        let mut sheet = Sheet::default();
        let end = draw(&mut sheet, "Ủy", 0.0, 100.0);
        let end = draw(&mut sheet, "ban", end + 3.0, 100.0);
        draw(&mut sheet, "nhân dân", end + 0.5, 100.0);
        draw(&mut sheet, "tỉnh", 0.0, 60.0);
        draw(&mut sheet, "CỘNG HÒA", 300.0, 60.0);
        assert_eq!(written(sheet), "Ủy bannhân dân\ntỉnh\nCỘNG HÒA");
    }

    #[test]
    fn pieces_that_touch_belong_together() {
        let mut sheet = Sheet::default();
        draw(&mut sheet, "qu", 0.0, 100.0);
        draw(&mut sheet, "t định", 20.0, 100.0);
        draw(&mut sheet, "Điều 1", 0.0, 80.0);
        draw(&mut sheet, "yế", 10.0, 100.0);
        // The vowels come from another font, and last.
        assert_eq!(written(sheet), "quyết định\nĐiều 1");
    }

    #[test]
    fn what_is_drawn_twice_stands_once() {
        let mut sheet = Sheet::default();
        draw(&mut sheet, "QUYẾT ĐỊNH", 0.0, 100.0);
        draw(&mut sheet, "QUYẾT ĐỊNH", 0.3, 100.0);
        assert_eq!(written(sheet), "QUYẾT ĐỊNH");
    }

    #[test]
    fn a_full_line_goes_on_and_a_short_one_ends() {
        let mut sheet = Sheet::default();
        draw(&mut sheet, "một dòng đầy của văn bản hành chính", 0.0, 100.0);
        draw(&mut sheet, "và hết.", 0.0, 86.0);
        draw(&mut sheet, "Đoạn sau", 0.0, 72.0);
        assert_eq!(written(sheet), "một dòng đầy của văn bản hành chính và hết.\nĐoạn sau");
    }

    #[test]
    fn a_number_that_is_broken_behind_its_hyphen_is_one() {
        let mut sheet = Sheet::default();
        draw(&mut sheet, "Số: 12/QĐ-", 0.0, 100.0);
        draw(&mut sheet, "UBND", 12.0, 86.0);
        draw(&mut sheet, "Xã hội -", 0.0, 60.0);
        draw(&mut sheet, "Kinh tế", 0.0, 46.0);
        assert_eq!(written(sheet), "Số: 12/QĐ-UBND\nXã hội -\nKinh tế");
    }

    #[test]
    fn marks_of_letters_are_composed() {
        let mut sheet = Sheet::default();
        for (text, x) in [("U", 0.0), ("\u{309}", 1.0), ("y", 5.0)] {
            sheet.add(Mark {
                text: text.to_owned(),
                at: Point::new(x, 0.0),
                em: Vec2::new(10.0, 0.0),
                height: 10.0,
                advance: Some(0.5),
            });
        }
        assert_eq!(written(sheet), "Ủy");
    }

    #[test]
    fn widths_that_nobody_tells_are_learnt() {
        let mut sheet = Sheet::default();
        let mut at = 0.0;
        for c in "bana banb".chars() {
            if c != ' ' {
                sheet.add(Mark {
                    text: c.into(),
                    at: Point::new(at, 0.0),
                    em: Vec2::new(1.0, 0.0),
                    height: 1.0,
                    advance: None,
                });
            }
            at += 5.0;
        }
        assert_eq!(written(sheet), "bana banb");
    }

    #[test]
    fn letters_at_no_place_are_left_out() {
        let mut sheet = Sheet::default();
        for x in [f64::NAN, f64::INFINITY] {
            draw(&mut sheet, "x", x, 0.0);
        }
        assert_eq!((sheet.count(), written(sheet)), (0, String::new()));
    }
}
