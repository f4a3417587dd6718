//! Article 33: the portal speaks TLS itself; certificates change while people read.

use std::path::{Path, PathBuf};
use std::time::Duration;

use acceptance::{Browser, DEMO_PASSWORD, District, on_both_set};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use reqwest::tls::TlsInfo;

/// An authority that nobody but a story believes, and the files that the portal reads.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    root: reqwest::Certificate,
    folder: tempfile::TempDir,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let root = params.self_signed(&key).unwrap();
        let root = reqwest::Certificate::from_der(root.der()).unwrap();
        let authority =
            Self { issuer: Issuer::new(params, key), root, folder: tempfile::tempdir().unwrap() };
        authority.issue();
        authority
    }

    /// Puts a new certificate into its place; gives it.
    fn issue(&self) -> Vec<u8> {
        let params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        std::fs::write(self.chain(), certificate.pem()).unwrap();
        std::fs::write(self.key(), key.serialize_pem()).unwrap();
        certificate.der().to_vec()
    }

    fn chain(&self) -> PathBuf {
        self.folder.path().join("chain.pem")
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("key.pem")
    }

    /// What a new connection is shown.
    async fn shown(&self, url: &str) -> Vec<u8> {
        let client = reqwest::Client::builder().tls_certs_only([self.root.clone()]).tls_info(true);
        let answer = client.build().unwrap().get(url).send().await.unwrap();
        let info = answer.extensions().get::<TlsInfo>().unwrap();
        info.peer_certificate().unwrap().to_vec()
    }

    async fn is_shown_soon(&self, url: &str, certificate: &[u8]) {
        for _ in 0..50 {
            if self.shown(url).await == certificate {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the new certificate is not shown");
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

async fn pages_are_strict(visitor: &Browser) {
    for path in ["/", "/", "/no-such-page", "/readyz"] {
        let page = visitor.get(path).await;
        let strict = page.header("strict-transport-security");
        assert_eq!(strict, "max-age=31536000; includeSubDomains", "{path}");
    }
    let switched = visitor.get("/view/elder/on").await;
    let cookie = switched.header("set-cookie");
    assert!(cookie.starts_with("__Host-view=") && cookie.contains("; Secure"), "{cookie}");
}

/// Forms are guarded by the host, which HTTP/2 names elsewhere.
async fn staff_sign_in(district: &District, root: &reqwest::Certificate) -> Browser {
    let staff = Browser::believing(&district.console, root);
    let page = staff.open("/sign-in").await;
    let form =
        page.form_with("password").set("login", "xitong.guanli").set("password", DEMO_PASSWORD);
    let answer = staff.send(form).await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("; Secure"), "{cookie}");
    staff.sign_in("xitong.guanli", DEMO_PASSWORD).await;
    staff
}

async fn the_old_way_leads_to_https(address: &str) {
    let client =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let ask_for = async |path: &str, host: &str| {
        client.get(format!("http://{address}{path}")).header("host", host).send().await.unwrap()
    };
    let ask = async |host: &str| {
        let answer = ask_for("/zwgk?page=2", host).await;
        for name in ["content-security-policy", "x-content-type-options", "x-frame-options"] {
            assert!(answer.headers().contains_key(name), "{host}: {name}");
        }
        answer
    };
    // Programs come with keys: they are not led on, so that somebody sees it.
    for door in ["/api/v1/documents", "/open311/v2/services.json"] {
        assert_eq!(ask_for(door, "www.weiyang.gov.cn").await.status(), 404, "{door}");
    }
    let answer = ask("www.weiyang.gov.cn").await;
    assert_eq!(answer.status(), 308);
    assert_eq!(answer.headers()["location"], "https://www.weiyang.gov.cn/zwgk?page=2");
    for host in ["elsewhere.example", address, "www.weiyang.gov.cn.elsewhere.example"] {
        let answer = ask(host).await;
        assert_eq!(answer.status(), 404, "{host}");
        assert!(!answer.headers().contains_key("location"), "{host}");
    }
}

#[test]
fn article_33_pages_over_tls_are_strict_and_a_new_certificate_is_shown_without_a_gap() {
    let authority = Authority::new();
    let (chain, key) = (authority.chain(), authority.key());
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let old_way = free.to_string();
    let settings = [
        ("WEIYANG_PUBLIC__TLS__CERTIFICATE", text(&chain)),
        ("WEIYANG_PUBLIC__TLS__KEY", text(&key)),
        ("WEIYANG_CONSOLE__TLS__CERTIFICATE", text(&chain)),
        ("WEIYANG_CONSOLE__TLS__KEY", text(&key)),
        ("WEIYANG_PUBLIC__REDIRECT_FROM", &old_way),
    ];
    on_both_set(&settings, async |district| {
        let visitor = Browser::believing(&district.public, &authority.root);
        pages_are_strict(&visitor).await;
        let staff = staff_sign_in(&district, &authority.root).await;
        the_old_way_leads_to_https(&old_way).await;

        let url = format!("{}/healthz", district.public);
        let before = authority.shown(&url).await;
        let new = authority.issue();
        assert_eq!(authority.shown(&url).await, before, "nobody has told it yet");
        district.server.reload().await;
        authority.is_shown_soon(&url, &new).await;
        assert_eq!(visitor.get("/").await.status, 200, "who was here goes on");
        assert_eq!(staff.get("/").await.status, 200);

        // A broken file changes nothing but the log and the figures.
        std::fs::write(&key, "no key").unwrap();
        district.server.reload().await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(authority.shown(&url).await, new);
        assert!(district.log().contains("new certificate refused"), "{}", district.log());
        let figures = staff.get("/metrics").await.text;
        for figure in [
            r#"tls_certificate_expires_seconds{listener="public"}"#,
            r#"tls_certificate_reloads_total{listener="console",outcome="refused"} 1"#,
            r#"tls_certificate_reloads_total{listener="public",outcome="switched"} 1"#,
        ] {
            assert!(figures.contains(figure), "{figure} in {figures}");
        }
        authority.issue();
        district.assert_no_fault();
    });
}
