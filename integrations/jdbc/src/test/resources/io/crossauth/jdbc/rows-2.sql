-- Rows as release 0.1 writes them, at version 2 of the tables. Every later release reads them.
INSERT INTO crossauth_session (session_id, tokens, version, saved_at, saved_day)
  VALUES ('M59pSvquRtpuqC8gCvm2NjBNU0vJIFRBn1aI6lMXEkA', '1.boMDvtUfgiu5.ARUGwA3SJC_x3IhdtRdqwHz5nif5zJBMmDNJ2Scp3emMvgPk-mvPc2NQDGPMrwTA2iPd5SJxj7ayaDsK4mTQOvXonY9fQkQ9wKl_2zIX3QZLL32li8RTr3SWdd3VhKI4yE6f2LGE90hxbgvgIhW--zYVBF6p7_J26cyHUeA9Oh1Hky0AinazEtzmZlNiv1Mo0nEbDcDhBas9XgB2EjRkxiF9pnAdm4XfAGMiLDDmdER9wqbejq-rwCF9-3NPOiZ4HkjqL_6UAOVGlURJ4jLGmiKw-lglMOs3AMVZJMRjiqfjDsCC0Nldwqb8ZPE_Q4xgBEuEjbW1nGhmDJubqcUGfSMaweFCjDgFo09GnfE57XEvmHm_3d58u82oA_o6jVpIIZDmsZQ', 7, CURRENT_TIMESTAMP, 20454);
INSERT INTO crossauth_one_time (one_time_id, remembered_until)
  VALUES ('yqqaha1l2WOvUd_8NjiJGPcP_oI454gnoc8Sn3Wv7A4', CURRENT_TIMESTAMP + INTERVAL '1' DAY);
INSERT INTO crossauth_index (session_id, session_name, by_subject, by_login, issued_at, kept_until)
  VALUES ('hWK1iHQZWsaNPQxtQTatEh8SHrXKX3RGEFICamTmawU', 'boMDvtUfgiu5.AePAl7OsFAzWrPOR3pPJsSSrZynmjXB_UYNdmz81l7HIX9U0', '1Au-BrW3Od4wq0aO5cb3E2ozuKypHmZNYJEvMR8kFOc', 'sx2QMV82UKozhNJZX7KE8cpmDOdSj_dNhQFjbcxOWzg', 1767225600, CURRENT_TIMESTAMP + INTERVAL '1' DAY);
INSERT INTO crossauth_key (key_value, user_id, created_at, expires_at, data)
  VALUES ('access:1', 'alice', 1767225600000, NULL, NULL);
