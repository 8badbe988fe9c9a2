/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-command.h"

/* What is done to posts. All but publishing and unpublishing can be undone; posts that were changed
 * meanwhile are left as they are then. */
GalleyCommand *galley_command_add_tags (const GArray *ids, const char *names);
GalleyCommand *galley_command_remove_tags (const GArray *ids, const char *names);
GalleyCommand *galley_command_move_to_series (const GArray *ids, const char *title);
GalleyCommand *galley_command_trash_posts (const GArray *ids, const char *title);
GalleyCommand *galley_command_restore_posts (const GArray *ids);
GalleyCommand *galley_command_duplicate_post (gint64 id, const char *suffix);
GalleyCommand *galley_command_replace_text (GPtrArray *chosen, const char *replacement);
GalleyCommand *galley_command_publish_post (gint64 id);
GalleyCommand *galley_command_unpublish_post (gint64 id);
