# Nightly sweeps over everything published.
sweeps-title = 全站检查
sweeps-lead = 最近一次检查到 { $at }，共 { $count } 篇已发布稿件；已说明理由的不再列出。
sweeps-never = 还没有检查过；每晚自动检查一次。
sweeps-clean = 已发布的稿件都没有查出需要处理的问题
sweeps-any-level = 全部轻重
sweeps-any-rule = 全部问题
sweep-document = 稿件
sweep-unit = 单位
sweep-found = 查出
sweep-rules = 问题
sweep-at = 检查时间
sweep-begin = 立即检查全站
sweep-begun = 已开始检查全站，稍后刷新查看结果。
