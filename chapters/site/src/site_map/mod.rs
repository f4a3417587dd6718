//! 网站地图 for people, `sitemap.xml` and `robots.txt` for machines (article 12).

pub mod public;
