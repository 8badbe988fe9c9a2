/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record.h"

/* Members of a comment in JSON lines that other programs have no use for. */
#define GALLEY_COMMENT_MEMBER_OWN "galley"
#define GALLEY_COMMENT_MEMBER_ORIGINAL "original"

char *galley_comment_write (const GalleyCommentRecord *comment);
