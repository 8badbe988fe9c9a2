/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-web-context.h"

#include "galley-preview-link.h"

/* What a page may use, whatever it says: pictures, styles, sound and letters of the project. */
#define POLICY                                                                                     \
  "default-src 'none'; img-src galley: data:; style-src galley: 'unsafe-inline'; "                 \
  "media-src galley:; font-src galley: data:; form-action 'none'; base-uri 'none'"

/* Nothing listens there: a connection that slips through the rest ends on this machine. */
#define NOWHERE "http://127.0.0.1:9"

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_boolean (task,
                         g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, NULL));
}

/**
 * galley_web_sandbox_probe_async:
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Tries what WebKit's sandbox is made of. WebKit ends the program where its sandbox cannot be
 * made, as in many containers, so it is switched on only where a trial went well. With
 * GALLEY_NO_SANDBOX in the environment it is not.
 */
void
galley_web_sandbox_probe_async (GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *bwrap = g_find_program_in_path ("bwrap");
  g_autofree char *proxy = g_find_program_in_path ("xdg-dbus-proxy");
  g_autoptr (GSubprocess) trial = NULL;

  if (bwrap != NULL && proxy != NULL && g_getenv ("GALLEY_NO_SANDBOX") == NULL)
    trial = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL, bwrap, "--die-with-parent", "--unshare-pid", "--unshare-uts",
                              "--unshare-net", "--ro-bind", "/", "/", "--dev", "/dev", "--proc",
                              "/proc", "--tmpfs", "/tmp", "/bin/true", NULL);
  if (trial == NULL)
    g_task_return_boolean (task, FALSE);
  else
    g_subprocess_wait_check_async (trial, NULL, probed_cb, g_steal_pointer (&task));
}

/**
 * galley_web_sandbox_probe_finish:
 * @result: what the callback was given
 *
 * Returns: whether the sandbox works
 */
gboolean
galley_web_sandbox_probe_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

static WebKitSettings *
settings_new (void)
{
  WebKitSettings *settings = webkit_settings_new ();

  /* Scripts of pages are off; the preview's own run in a world of their own. */
  g_object_set (settings, "enable-javascript-markup", FALSE, "enable-page-cache", FALSE,
                "enable-html5-local-storage", FALSE, "enable-html5-database", FALSE, "enable-webgl",
                FALSE, "enable-webaudio", FALSE, "enable-media-stream", FALSE,
                "enable-developer-extras", FALSE, "javascript-can-open-windows-automatically",
                FALSE, "javascript-can-access-clipboard", FALSE, "allow-file-access-from-file-urls",
                FALSE, "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER,
                NULL);
  return settings;
}

/**
 * galley_web_view_new:
 * @sandbox: whether the sandbox works
 * @answer: answers requests of our own scheme
 * @data: for @answer; lives as long as requests may come
 *
 * Returns: (transfer floating): a web view that reaches nothing but what @answer gives
 */
WebKitWebView *
galley_web_view_new (gboolean sandbox, WebKitURISchemeRequestCallback answer, GObject *data)
{
  g_autoptr (WebKitWebContext) context = webkit_web_context_new_ephemeral ();
  g_autoptr (WebKitSettings) settings = settings_new ();
  WebKitNetworkProxySettings *proxy = webkit_network_proxy_settings_new (NOWHERE, NULL);

  webkit_website_data_manager_set_network_proxy_settings (
      webkit_web_context_get_website_data_manager (context), WEBKIT_NETWORK_PROXY_MODE_CUSTOM,
      proxy);
  webkit_network_proxy_settings_free (proxy);
  webkit_web_context_set_sandbox_enabled (context, sandbox);
  webkit_web_context_set_cache_model (context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  webkit_web_context_register_uri_scheme (context, GALLEY_PREVIEW_SCHEME, answer,
                                          g_object_ref (data), g_object_unref);
  webkit_security_manager_register_uri_scheme_as_cors_enabled (
      webkit_web_context_get_security_manager (context), GALLEY_PREVIEW_SCHEME);
  return g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", context, "settings", settings, NULL);
}

/**
 * galley_web_answer:
 * @request: a request of our scheme
 * @bytes: what it is answered with
 * @type: (nullable): MIME
 *
 * Answers, under the policy for pages.
 */
void
galley_web_answer (WebKitURISchemeRequest *request, GBytes *bytes, const char *type)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (WebKitURISchemeResponse) response =
      webkit_uri_scheme_response_new (stream, (gint64) g_bytes_get_size (bytes));
  SoupMessageHeaders *headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  soup_message_headers_append (headers, "Content-Security-Policy", POLICY);
  soup_message_headers_append (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_append (headers, "X-DNS-Prefetch-Control", "off");
  webkit_uri_scheme_response_set_http_headers (response, headers);
  webkit_uri_scheme_response_set_content_type (response,
                                               type != NULL ? type : "application/octet-stream");
  webkit_uri_scheme_response_set_status (response, 200, NULL);
  webkit_uri_scheme_request_finish_with_response (request, response);
}
