/** Name of the jobs that send mail; a job carries the id of a delivery. */
export const MAIL_QUEUE = 'report-mail';
