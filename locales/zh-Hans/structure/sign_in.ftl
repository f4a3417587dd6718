# Signing in, new passwords, re-authentication, locks.
sign-in-title = 登录管理台
sign-in-login-missing = 请填写账号。
sign-in-password-missing = 请填写口令。
sign-in-wrong = { $left ->
    [0] 账号或口令不对。
   *[other] 账号或口令不对，请检查后重新输入。再错 { $left } 次，账号将暂时锁定。
}
sign-in-wrong-code = { $left ->
    [0] 验证码不对。
   *[other] 验证码不对、已经用过或者已经过期，请输入验证器现在显示的验证码。再错 { $left } 次，账号将暂时锁定。
}
sign-in-locked = 出错次数过多，账号已锁定。请 { $minutes } 分钟后再试，着急时请安全管理员解锁。
sign-in-shut-out = 从您所在的网络登录出错次数过多。请 { $minutes } 分钟后再试，或者联系安全管理员。
sign-in-disabled = 这个账号已停用。如工作需要，请联系系统管理员启用。
sign-in-one-time-over = 一次性口令已过期。请联系系统管理员重新生成。
sign-in-signed-out = 您已安全退出。

## New password
password-title = 修改口令
password-changed = 口令已修改，其他设备上的登录已全部退出。
password-reason-one-time = 您使用的是一次性口令，请先设置自己的口令。
password-reason-old = 您的口令已使用满 { $days } 天，请先更换。
password-reason-own = 修改后，您在其他设备上的登录会全部退出。
password-rule-length = 不少于 { $length } 个字符
password-rule-classes = 大写字母、小写字母、数字、其他符号，至少用到 { $classes } 类
password-rule-login = 不包含账号，不使用常见口令
password-rule-history = 不与最近 { $history } 次用过的口令相同
password-too-short = 新口令太短，请用不少于 { $length } 个字符。
password-too-long = 新口令太长，请用不超过 128 个字符。
password-too-few-classes = 新口令太单一，请至少用到大写字母、小写字母、数字、其他符号中的 { $classes } 类。
password-contains-login = 新口令里包含账号，容易被猜到，请换一个。
password-too-common = 新口令太常见，容易被猜到，请换一个。
password-used-before = 新口令与最近 { $history } 次用过的相同，请换一个。
password-repeated-differently = 两次输入的新口令不一样，请重新输入。
password-current-wrong = 当前口令不对，请重新输入。
password-locked = 当前口令出错次数过多，账号已暂时锁定，请稍后再试。
password-age-warning = { $days ->
    [0] 您的口令今天到期，请及时更换。
   *[other] 您的口令还有 { $days } 天到期，请及时更换。
}

## The password once more
reauthenticate-title = 再次确认身份
reauthenticate-act = 进行一项重要操作

## Locked accounts
locks-title = 锁定的账号
locks-lead = 连续输错口令或验证码的账号会暂时锁定，到时自动解除。提前解锁前，请先向本人核实。
locks-none = 现在没有锁定的账号。
locks-until = 锁定到
