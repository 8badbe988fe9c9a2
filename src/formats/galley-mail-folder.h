/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record-sink.h"

#define GALLEY_MAIL_FOLDER_MAX 100000 /* mails */

gboolean galley_mail_folder_is_likely (const char *path);
GPtrArray *
galley_mail_folder_list (const char *folder, const char *shown_name, GalleyRecordSink *sink);
