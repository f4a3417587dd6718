# The second factor.
second-factor-title = 两步验证
second-factor-setup-title = 设置两步验证
second-factor-first-code-wrong = 验证码不对。请确认手机时间准确，再输入验证器现在显示的 6 位数字。
second-factor-reset = 重置两步验证
second-factor-reset-lead = 重置后，{ $name }的验证器和恢复码全部作废，所有设备立即退出，下次登录只需口令。请先核实是本人提出。
second-factor-reset-done = 两步验证已重置，请提醒本人登录后重新设置。
