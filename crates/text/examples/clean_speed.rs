//! Prints what cleaning and reading one body of 1,500 characters costs.
//!
//! `cargo run --release -p text --example clean_speed`

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

/// The allocator of the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: u32 = 5_000;

fn body() -> String {
    let sentence =
        "各镇人民政府、街道办事处，区政府各部门要按照职责分工抓好落实，重要情况及时报告。";
    let mut html =
        String::from("<h1 style=\"text-align: center\">关于做好二〇二六年防汛工作的通知</h1>");
    for number in 1..=14 {
        let _ = write!(
            html,
            "<p class=\"MsoNormal\" style=\"text-indent: 32pt; line-height: 28pt\"><span style=\"font-size:16pt;\
             font-family:仿宋\">&nbsp;&nbsp;<b>（{number}）加强值守。</b>{sentence}{sentence}\
             <a href=\"/zwgk/{number}.html\" target=\"_blank\">详见附件</a></span></p>\r\n"
        );
    }
    html.push_str("<div align=right>未央区人民政府办公室<br>2026年3月5日</div>");
    html
}

fn measure<T>(name: &str, mut work: impl FnMut() -> T) {
    drop(black_box(work()));
    let start = Instant::now();
    for _ in 0..ROUNDS {
        drop(black_box(work()));
    }
    println!("{name:<16}{:>8.1} µs", start.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS));
}

fn main() {
    let dirty = body();
    let clean = text::html::clean(&dirty).html;
    let length = text::plain::plain(&clean).chars().count();
    println!("{} bytes of HTML, {length} characters of text", dirty.len());
    measure("clean, dirty", || text::html::clean(black_box(&dirty)));
    measure("clean, clean", || text::html::clean(black_box(&clean)));
    measure("plain", || text::plain::plain(black_box(&clean)));
}
