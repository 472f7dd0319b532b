"""Why the system refused a file, in words that are told."""

from __future__ import annotations

import errno

from huiqi.sentences import sentence

_REASONS = {
    errno.EACCES: sentence("没有权限"),
    errno.EPERM: sentence("没有权限"),
    errno.EROFS: sentence("这个盘只能读"),
    errno.EBUSY: sentence("别的程序正占用它"),
    errno.ETXTBSY: sentence("别的程序正占用它"),
    errno.ENOSPC: sentence("盘满了"),
    errno.EDQUOT: sentence("盘满了"),
    errno.EIO: sentence("盘出错"),
    errno.ENOENT: sentence("没有这个文件夹"),
    errno.ENOTDIR: sentence("没有这个文件夹"),
    errno.EISDIR: sentence("这是文件夹"),
    errno.EEXIST: sentence("已有同名的文件"),
    errno.ENAMETOOLONG: sentence("名字太长"),
}


def reason_of(error: Exception) -> str:
    """The reason; in the system's own words where it is none of the usual ones."""
    known = _REASONS.get(getattr(error, "errno", None) or 0)
    return known or getattr(error, "strerror", None) or type(error).__name__
