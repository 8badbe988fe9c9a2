/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-command.h"
#include "galley-comment.h"

/* What the author does to comments. All but erasing can be undone. */
GalleyCommand *
galley_command_set_comment_status (const gint64 *ids, gsize n_ids, GalleyCommentStatus status);
GalleyCommand *galley_command_edit_comment (gint64 id, const char *body);
GalleyCommand *galley_command_reply_to_comment (gint64 parent_id, const char *body);
GalleyCommand *galley_command_place_comment (gint64 id, const char *post);
GalleyCommand *galley_command_erase_comments (const gint64 *ids, gsize n_ids);
