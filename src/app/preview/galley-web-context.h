/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit2/webkit2.h>

/* Whether WebKit's sandbox works here. */
void galley_web_sandbox_probe_async (GAsyncReadyCallback callback, gpointer user_data);
gboolean galley_web_sandbox_probe_finish (GAsyncResult *result);

WebKitWebView *
galley_web_view_new (gboolean sandbox, WebKitURISchemeRequestCallback answer, GObject *data);
void galley_web_answer (WebKitURISchemeRequest *request, GBytes *bytes, const char *type);
